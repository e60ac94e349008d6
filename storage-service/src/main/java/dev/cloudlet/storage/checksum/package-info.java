/** Checksums of what is stored: running, composed of parts, as headers. */
@NullMarked
package dev.cloudlet.storage.checksum;

import org.jspecify.annotations.NullMarked;
