/** CodeDeploy. */
@NullMarked
package dev.cloudlet.deploy;

import org.jspecify.annotations.NullMarked;
