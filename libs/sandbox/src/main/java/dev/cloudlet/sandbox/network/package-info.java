/** Routed virtual networks for machines: one network namespace per VPC, filtered by security groups. */
@NullMarked
package dev.cloudlet.sandbox.network;

import org.jspecify.annotations.NullMarked;
