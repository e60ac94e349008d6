/** Managed and inline policies, and what they are attached to. */
@NullMarked
package dev.cloudlet.iam.policy;

import org.jspecify.annotations.NullMarked;
