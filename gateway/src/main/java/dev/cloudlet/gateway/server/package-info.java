/** The HTTP server: what it accepts at all, and what it notes down. */
@NullMarked
package dev.cloudlet.gateway.server;

import org.jspecify.annotations.NullMarked;
