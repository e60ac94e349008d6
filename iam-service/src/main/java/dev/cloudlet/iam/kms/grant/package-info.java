/** Grants on keys. */
@NullMarked
package dev.cloudlet.iam.kms.grant;

import org.jspecify.annotations.NullMarked;
