/** Application load balancers: what they are, where their nodes stand, their attributes and tags. */
@NullMarked
package dev.cloudlet.compute.loadbalancer;

import org.jspecify.annotations.NullMarked;
