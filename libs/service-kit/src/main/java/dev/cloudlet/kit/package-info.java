/** What every service shares. */
@NullMarked
package dev.cloudlet.kit;

import org.jspecify.annotations.NullMarked;
