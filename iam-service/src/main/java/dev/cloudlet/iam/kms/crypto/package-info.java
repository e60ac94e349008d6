/** What symmetric keys are for. */
@NullMarked
package dev.cloudlet.iam.kms.crypto;

import org.jspecify.annotations.NullMarked;
