/** Long work: persisted, resumable, level-triggered. */
@NullMarked
package dev.cloudlet.kit.work;

import org.jspecify.annotations.NullMarked;
