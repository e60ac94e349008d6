/** Tags of users, roles, policies and instance profiles. */
@NullMarked
package dev.cloudlet.iam.tag;

import org.jspecify.annotations.NullMarked;
