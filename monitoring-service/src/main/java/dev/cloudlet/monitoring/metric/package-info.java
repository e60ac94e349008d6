/** CloudWatch metrics: what is reported, how it is kept, and statistics over it. */
@NullMarked
package dev.cloudlet.monitoring.metric;

import org.jspecify.annotations.NullMarked;
