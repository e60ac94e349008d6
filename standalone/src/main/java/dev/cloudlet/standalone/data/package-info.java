/** The directory that a cloud keeps everything in: one cloud at a time, with secrets of its own. */
@NullMarked
package dev.cloudlet.standalone.data;

import org.jspecify.annotations.NullMarked;
