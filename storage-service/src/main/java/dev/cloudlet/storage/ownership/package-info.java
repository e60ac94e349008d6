/** Who owns objects, and ACLs, which are off: the bucket owner owns everything in it. */
@NullMarked
package dev.cloudlet.storage.ownership;

import org.jspecify.annotations.NullMarked;
