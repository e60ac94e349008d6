/** KMS: keys that never leave, and what is done with them. */
@NullMarked
package dev.cloudlet.iam.kms;

import org.jspecify.annotations.NullMarked;
