/** Accounts under the names that they have besides their number. */
@NullMarked
package dev.cloudlet.kit.account;

import org.jspecify.annotations.NullMarked;
