/** Lifecycle of objects: rules of buckets, and the work that carries them out. */
@NullMarked
package dev.cloudlet.storage.lifecycle;

import org.jspecify.annotations.NullMarked;
