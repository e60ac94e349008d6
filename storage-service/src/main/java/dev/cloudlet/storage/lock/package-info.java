/** Object Lock: retention and legal holds of versions. */
@NullMarked
package dev.cloudlet.storage.lock;

import org.jspecify.annotations.NullMarked;
