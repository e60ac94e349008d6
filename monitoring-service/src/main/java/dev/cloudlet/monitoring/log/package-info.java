/** CloudWatch Logs: groups, streams and events. */
@NullMarked
package dev.cloudlet.monitoring.log;

import org.jspecify.annotations.NullMarked;
