/** Passwords of users, and what an account demands of them. */
@NullMarked
package dev.cloudlet.iam.password;

import org.jspecify.annotations.NullMarked;
