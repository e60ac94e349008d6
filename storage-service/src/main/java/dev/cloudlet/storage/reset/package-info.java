/** Back to the first state. */
@NullMarked
package dev.cloudlet.storage.reset;

import org.jspecify.annotations.NullMarked;
