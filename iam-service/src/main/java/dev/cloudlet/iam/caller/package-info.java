/** Tells the other services who calls them and with what policies. */
@NullMarked
package dev.cloudlet.iam.caller;

import org.jspecify.annotations.NullMarked;
