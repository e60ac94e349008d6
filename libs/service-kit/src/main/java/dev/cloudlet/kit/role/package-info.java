/** What a service does in the name of a role that was passed to it, as any client of the cloud. */
@NullMarked
package dev.cloudlet.kit.role;

import org.jspecify.annotations.NullMarked;
