/** What asymmetric and HMAC keys are for. */
@NullMarked
package dev.cloudlet.iam.kms.signing;

import org.jspecify.annotations.NullMarked;
