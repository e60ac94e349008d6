/** Groups of users. */
@NullMarked
package dev.cloudlet.iam.group;

import org.jspecify.annotations.NullMarked;
