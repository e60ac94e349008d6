/** CloudWatch alarms: what they watch, how their state follows, and what they do. */
@NullMarked
package dev.cloudlet.monitoring.alarm;

import org.jspecify.annotations.NullMarked;
