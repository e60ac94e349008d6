/** Images: the built-in one, and those made of instances. */
@NullMarked
package dev.cloudlet.compute.image;

import org.jspecify.annotations.NullMarked;
