/** Objects in an archive, and their restoration. */
@NullMarked
package dev.cloudlet.storage.archive;

import org.jspecify.annotations.NullMarked;
