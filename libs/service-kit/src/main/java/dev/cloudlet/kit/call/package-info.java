/** What an operation is written with: the call, its declarations, its bodies. */
@NullMarked
package dev.cloudlet.kit.call;

import org.jspecify.annotations.NullMarked;
