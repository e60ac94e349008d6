/** Instance types: how much of the host a machine gets. */
@NullMarked
package dev.cloudlet.compute.instancetype;

import org.jspecify.annotations.NullMarked;
