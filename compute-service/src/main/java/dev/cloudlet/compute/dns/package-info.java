/** The name server that every VPC has on 169.254.169.253: the names of the cloud's own things, and the way to all others. */
@NullMarked
package dev.cloudlet.compute.dns;

import org.jspecify.annotations.NullMarked;
