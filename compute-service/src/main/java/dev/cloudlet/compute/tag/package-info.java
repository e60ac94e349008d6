/** Tags of everything that EC2 has. */
@NullMarked
package dev.cloudlet.compute.tag;

import org.jspecify.annotations.NullMarked;
