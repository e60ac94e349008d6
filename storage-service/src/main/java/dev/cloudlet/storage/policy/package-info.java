/** Who but the owner may use a bucket. */
@NullMarked
package dev.cloudlet.storage.policy;

import org.jspecify.annotations.NullMarked;
