/** Users. */
@NullMarked
package dev.cloudlet.iam.user;

import org.jspecify.annotations.NullMarked;
