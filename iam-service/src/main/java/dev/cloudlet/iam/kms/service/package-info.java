/** What KMS does for the other services. */
@NullMarked
package dev.cloudlet.iam.kms.service;

import org.jspecify.annotations.NullMarked;
