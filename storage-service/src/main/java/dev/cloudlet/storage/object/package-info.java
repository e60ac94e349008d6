/** Objects and their versions: put, get, copy, delete. */
@NullMarked
package dev.cloudlet.storage.object;

import org.jspecify.annotations.NullMarked;
