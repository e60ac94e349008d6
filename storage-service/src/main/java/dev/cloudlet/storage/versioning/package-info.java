/** Versioning of buckets. */
@NullMarked
package dev.cloudlet.storage.versioning;

import org.jspecify.annotations.NullMarked;
