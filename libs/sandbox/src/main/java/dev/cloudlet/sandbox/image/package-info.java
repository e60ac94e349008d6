/** What a machine starts from: the host's own userland, or layers kept from another machine. */
@NullMarked
package dev.cloudlet.sandbox.image;

import org.jspecify.annotations.NullMarked;
