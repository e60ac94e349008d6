/** The account as a whole. */
@NullMarked
package dev.cloudlet.iam.account;

import org.jspecify.annotations.NullMarked;
