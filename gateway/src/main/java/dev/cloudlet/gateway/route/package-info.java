/** Finds the service of a request and hands the request over, in this JVM or across the network. */
@NullMarked
package dev.cloudlet.gateway.route;

import org.jspecify.annotations.NullMarked;
