/** Key pairs. */
@NullMarked
package dev.cloudlet.compute.keypair;

import org.jspecify.annotations.NullMarked;
