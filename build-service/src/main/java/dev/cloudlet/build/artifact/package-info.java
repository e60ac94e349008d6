/** What a build leaves behind. */
@NullMarked
package dev.cloudlet.build.artifact;

import org.jspecify.annotations.NullMarked;
