/** Tags of buckets and objects. */
@NullMarked
package dev.cloudlet.storage.tagging;

import org.jspecify.annotations.NullMarked;
