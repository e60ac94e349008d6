/** The edge of a service: requests in, replies out. */
@NullMarked
package dev.cloudlet.kit.http;

import org.jspecify.annotations.NullMarked;
