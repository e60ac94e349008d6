/** Virtual private clouds: subnets, route tables, gateways, network ACLs, network interfaces. */
@NullMarked
package dev.cloudlet.compute.vpc;

import org.jspecify.annotations.NullMarked;
