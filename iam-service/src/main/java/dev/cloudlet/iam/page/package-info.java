/** Lists that are given out a page at a time. */
@NullMarked
package dev.cloudlet.iam.page;

import org.jspecify.annotations.NullMarked;
