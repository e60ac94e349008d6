/** How stored bytes are encrypted: data keys, the keys that wrap them, segments. */
@NullMarked
package dev.cloudlet.storage.seal;

import org.jspecify.annotations.NullMarked;
