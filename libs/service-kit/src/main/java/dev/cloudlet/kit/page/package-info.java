/** Lists that are given out a page at a time. */
@NullMarked
package dev.cloudlet.kit.page;

import org.jspecify.annotations.NullMarked;
