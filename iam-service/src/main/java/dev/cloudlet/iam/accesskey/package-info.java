/** Access keys of users and of the account's root, and how their secrets are kept. */
@NullMarked
package dev.cloudlet.iam.accesskey;

import org.jspecify.annotations.NullMarked;
