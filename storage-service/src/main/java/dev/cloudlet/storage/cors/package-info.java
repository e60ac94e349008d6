/** What pages of other origins may do with a bucket. */
@NullMarked
package dev.cloudlet.storage.cors;

import org.jspecify.annotations.NullMarked;
