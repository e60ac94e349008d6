/** Uploads in parts. */
@NullMarked
package dev.cloudlet.storage.multipart;

import org.jspecify.annotations.NullMarked;
