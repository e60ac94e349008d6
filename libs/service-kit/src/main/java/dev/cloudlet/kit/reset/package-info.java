/** Back to the first state, for test suites. */
@NullMarked
package dev.cloudlet.kit.reset;

import org.jspecify.annotations.NullMarked;
