/** Roles, service-linked ones too, and their trust policies. */
@NullMarked
package dev.cloudlet.iam.role;

import org.jspecify.annotations.NullMarked;
