/** Whether the caller may. */
@NullMarked
package dev.cloudlet.kit.authorization;

import org.jspecify.annotations.NullMarked;
