/** The language of filter patterns of CloudWatch Logs. */
@NullMarked
package dev.cloudlet.monitoring.log.pattern;

import org.jspecify.annotations.NullMarked;
