/** Where a connection that the cloud carries itself really comes from. */
@NullMarked
package dev.cloudlet.kit.origin;

import org.jspecify.annotations.NullMarked;
