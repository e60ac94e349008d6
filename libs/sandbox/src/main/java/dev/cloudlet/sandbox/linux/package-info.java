/** What the drivers ask of the kernel and of the host's tools. Not for use outside of this library. */
@NullMarked
package dev.cloudlet.sandbox.linux;

import org.jspecify.annotations.NullMarked;
