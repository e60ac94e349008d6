/** Security groups and their rules. */
@NullMarked
package dev.cloudlet.compute.securitygroup;

import org.jspecify.annotations.NullMarked;
