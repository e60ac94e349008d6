/** The operations of a service, found at start. */
@NullMarked
package dev.cloudlet.kit.operation;

import org.jspecify.annotations.NullMarked;
