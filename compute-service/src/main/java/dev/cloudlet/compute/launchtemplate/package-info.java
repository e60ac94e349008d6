/** Launch templates and their versions. */
@NullMarked
package dev.cloudlet.compute.launchtemplate;

import org.jspecify.annotations.NullMarked;
