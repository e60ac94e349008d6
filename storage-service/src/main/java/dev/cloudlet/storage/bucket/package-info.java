/** Buckets: their names, owners and places. */
@NullMarked
package dev.cloudlet.storage.bucket;

import org.jspecify.annotations.NullMarked;
