/** The front door: takes every request and hands it, unchanged, to the service it is meant for. */
@NullMarked
package dev.cloudlet.gateway;

import org.jspecify.annotations.NullMarked;
