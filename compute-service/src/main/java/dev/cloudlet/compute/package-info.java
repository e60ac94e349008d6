/** EC2, Auto Scaling and Elastic Load Balancing. */
@NullMarked
package dev.cloudlet.compute;

import org.jspecify.annotations.NullMarked;
