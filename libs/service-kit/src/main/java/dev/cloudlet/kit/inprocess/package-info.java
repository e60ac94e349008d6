/** Services that live in one JVM find each other here instead of over the network. */
@NullMarked
package dev.cloudlet.kit.inprocess;

import org.jspecify.annotations.NullMarked;
