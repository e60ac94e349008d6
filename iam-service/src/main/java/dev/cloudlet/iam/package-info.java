/** IAM, STS and KMS: who somebody is, and what they may do. */
@NullMarked
package dev.cloudlet.iam;

import org.jspecify.annotations.NullMarked;
