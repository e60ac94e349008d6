/** The buildspec: what a build is told to do. */
@NullMarked
package dev.cloudlet.build.buildspec;

import org.jspecify.annotations.NullMarked;
