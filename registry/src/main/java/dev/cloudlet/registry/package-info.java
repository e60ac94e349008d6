/** Where the services of a cluster find each other; not needed when all of them share one JVM. */
@NullMarked
package dev.cloudlet.registry;

import org.jspecify.annotations.NullMarked;
