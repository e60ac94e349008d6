/** Target groups: who is registered, and who is fit to serve. */
@NullMarked
package dev.cloudlet.compute.targetgroup;

import org.jspecify.annotations.NullMarked;
