/** Projects: how builds of one thing are made. */
@NullMarked
package dev.cloudlet.build.project;

import org.jspecify.annotations.NullMarked;
