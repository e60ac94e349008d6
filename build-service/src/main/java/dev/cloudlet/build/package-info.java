/** CodeBuild. */
@NullMarked
package dev.cloudlet.build;

import org.jspecify.annotations.NullMarked;
