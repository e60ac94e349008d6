/** Devices that show one-time codes: what a user has beside what it knows. */
@NullMarked
package dev.cloudlet.iam.mfa;

import org.jspecify.annotations.NullMarked;
