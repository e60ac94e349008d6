/** The routed driver of {@link dev.cloudlet.sandbox.network.Networks}: host, hub, one namespace per VPC, one per interface. */
@NullMarked
package dev.cloudlet.sandbox.routed;

import org.jspecify.annotations.NullMarked;
