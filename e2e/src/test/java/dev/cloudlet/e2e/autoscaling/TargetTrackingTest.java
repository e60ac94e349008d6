package dev.cloudlet.e2e.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.e2e.Cloud;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.Alarm;
import software.amazon.awssdk.services.autoscaling.model.MetricStatistic;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;

/** A group follows a metric through the alarms that its policy keeps: nobody but the metric says anything. */
final class TargetTrackingTest {
    private static final Cloud CLOUD = Cloud.shared();

    private final CloudWatchClient cloudwatch = CLOUD.client(CloudWatchClient.builder());

    /** So many samples of a value in each of the last minutes. */
    private void report(String namespace, double value, double samples, int minutes) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        List<MetricDatum> data = IntStream.rangeClosed(1, minutes)
                .mapToObj(age -> MetricDatum.builder()
                        .metricName("Load")
                        .timestamp(now.minus(age, ChronoUnit.MINUTES))
                        .values(value)
                        .counts(samples)
                        .build())
                .toList();
        cloudwatch.putMetricData(r -> r.namespace(namespace).metricData(data));
    }

    private List<MetricAlarm> alarms(List<Alarm> wanted) {
        return cloudwatch
                .describeAlarms(
                        r -> r.alarmNames(wanted.stream().map(Alarm::alarmName).toList()))
                .metricAlarms();
    }

    @Test
    void growsAndShrinksWithItsMetric() {
        try (TestGroup group = new TestGroup(CLOUD, 1, r -> r.minSize(1).maxSize(2))) {
            group.awaitServing(1);
            report(group.name, 100, 1, 5);
            List<Alarm> alarms = group.scaling
                    .putScalingPolicy(r -> r.autoScalingGroupName(group.name)
                            .policyName("follow")
                            .policyType("TargetTrackingScaling")
                            .estimatedInstanceWarmup(0)
                            .targetTrackingConfiguration(
                                    t -> t.targetValue(50.0).customizedMetricSpecification(m -> m.namespace(group.name)
                                            .metricName("Load")
                                            .statistic(MetricStatistic.AVERAGE))))
                    .alarms();
            assertThat(alarms(alarms)).extracting(MetricAlarm::threshold).containsExactlyInAnyOrder(50.0, 45.0);

            group.awaitServing(2);
            assertThat(group.activities().getFirst().cause())
                    .contains("a monitor alarm TargetTracking-" + group.name + "-AlarmHigh-")
                    .contains(" in state ALARM triggered policy follow changing the desired capacity from 1 to 2.");

            // So many that the average of each minute is little, whatever was said before.
            report(group.name, 10, 9_999, 20);
            group.awaitServing(1);
            assertThat(group.activities()).extracting(Activity::cause).anySatisfy(cause -> assertThat(cause)
                    .contains("a monitor alarm TargetTracking-" + group.name + "-AlarmLow-")
                    .contains("changing the desired capacity from 2 to 1."));

            group.scaling.deletePolicy(r -> r.autoScalingGroupName(group.name).policyName("follow"));
            assertThat(alarms(alarms)).isEmpty();
        }
    }
}
