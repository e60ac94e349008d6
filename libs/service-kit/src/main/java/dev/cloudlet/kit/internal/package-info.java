/** Calls between services. */
@NullMarked
package dev.cloudlet.kit.internal;

import org.jspecify.annotations.NullMarked;
