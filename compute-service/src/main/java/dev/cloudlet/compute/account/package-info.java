/** What EC2 says of an account as a whole. */
@NullMarked
package dev.cloudlet.compute.account;

import org.jspecify.annotations.NullMarked;
