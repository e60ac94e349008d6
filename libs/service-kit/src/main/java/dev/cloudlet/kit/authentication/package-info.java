/** Who is calling. */
@NullMarked
package dev.cloudlet.kit.authentication;

import org.jspecify.annotations.NullMarked;
