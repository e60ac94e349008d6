/** CloudWatch metrics, alarms and logs, CloudTrail, EventBridge. */
@NullMarked
package dev.cloudlet.monitoring;

import org.jspecify.annotations.NullMarked;
