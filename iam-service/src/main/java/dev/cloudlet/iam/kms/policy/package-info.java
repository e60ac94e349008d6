/** Policies of keys. */
@NullMarked
package dev.cloudlet.iam.kms.policy;

import org.jspecify.annotations.NullMarked;
