package dev.cloudlet.monitoring.alarm;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What compute-service is asked to do, by its internal operation {@code execute-alarm-action}.
 *
 * @param actionArn a scaling policy, or an action of EC2 such as {@code arn:aws:automate:us-east-1:ec2:stop}
 * @param state the alarm's state: OK, ALARM or INSUFFICIENT_DATA
 * @param value the newest value that was evaluated; null when the state was set by hand or data are missing
 * @param dimensions of the alarm's metric: an action of EC2 finds its InstanceId there
 * @param time when the action was asked for: step scaling compares the value with the threshold of that moment
 */
record ActionQuestion(
        String account,
        String region,
        String actionArn,
        String alarmName,
        String alarmArn,
        String state,
        String reason,
        @Nullable Double value,
        double threshold,
        String comparisonOperator,
        Map<String, String> dimensions,
        Instant time) {
    static final String OPERATION = "execute-alarm-action";
}
