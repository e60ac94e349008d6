/** CloudTrail: who called what, when, and whether it was allowed. */
@NullMarked
package dev.cloudlet.monitoring.trail;

import org.jspecify.annotations.NullMarked;
