package dev.cloudlet.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.InvalidParameterValueException;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class MetricsTest {
    private final Cloud cloud = Cloud.shared();
    private final CloudWatchClient cloudWatch = cloud.client(CloudWatchClient.builder());
    private final String namespace = "Test/" + UUID.randomUUID();

    @Test
    void whatIsPutIsListedAndAggregated() {
        for (double value : List.of(10.0, 20.0, 60.0)) {
            put("Load", value);
        }
        assertThat(cloudWatch.listMetrics(b -> b.namespace(namespace)).metrics())
                .singleElement()
                .satisfies(m -> assertThat(m.dimensions().getFirst().value()).isEqualTo("web"));
        List<Datapoint> points = cloudWatch
                .getMetricStatistics(b -> b.namespace(namespace)
                        .metricName("Load")
                        .dimensions(group())
                        .startTime(Instant.now().minusSeconds(120))
                        .endTime(Instant.now().plusSeconds(60))
                        .period(300)
                        .statistics(Statistic.AVERAGE, Statistic.MAXIMUM, Statistic.SAMPLE_COUNT)
                        .unit(StandardUnit.PERCENT))
                .datapoints();
        assertThat(points).singleElement().satisfies(p -> {
            assertThat(p.average()).isEqualTo(30);
            assertThat(p.maximum()).isEqualTo(60);
            assertThat(p.sampleCount()).isEqualTo(3);
        });
        MetricDataQuery m1 = MetricDataQuery.builder()
                .id("m1")
                .returnData(false)
                .metricStat(s -> s.metric(
                                m -> m.namespace(namespace).metricName("Load").dimensions(group()))
                        .period(300)
                        .stat("Sum"))
                .build();
        MetricDataQuery half =
                MetricDataQuery.builder().id("half").expression("m1 / 2").build();
        assertThat(cloudWatch
                        .getMetricData(b -> b.metricDataQueries(m1, half)
                                .startTime(Instant.now().minusSeconds(120))
                                .endTime(Instant.now().plusSeconds(60)))
                        .metricDataResults())
                .singleElement()
                .satisfies(r -> assertThat(r.values()).containsExactly(45.0));
    }

    /** Beyond ten kibibytes the SDK compresses the request. */
    @Test
    void aThousandDataArriveInOneRequest() {
        cloudWatch.putMetricData(b -> b.namespace(namespace)
                .metricData(IntStream.range(0, 1_000)
                        .mapToObj(i -> MetricDatum.builder()
                                .metricName("Many")
                                .value((double) i)
                                .dimensions(group())
                                .build())
                        .toList()));
        assertThat(cloudWatch
                        .getMetricStatistics(b -> b.namespace(namespace)
                                .metricName("Many")
                                .dimensions(group())
                                .startTime(Instant.now().minusSeconds(120))
                                .endTime(Instant.now().plusSeconds(60))
                                .period(300)
                                .extendedStatistics("p90"))
                        .datapoints())
                .singleElement()
                .satisfies(p -> assertThat(p.extendedStatistics()).containsEntry("p90", 899.0));
    }

    @Test
    void badInputGetsTheErrorsOfAws() {
        assertThatThrownBy(() -> cloudWatch.putMetricData(b -> b.namespace("AWS/EC2")
                        .metricData(
                                MetricDatum.builder().metricName("x").value(1.0).build())))
                .isInstanceOf(InvalidParameterValueException.class);
        assertThatThrownBy(() -> cloudWatch.deleteAlarms(b -> b.alarmNames("nobody-" + UUID.randomUUID())))
                .isInstanceOfSatisfying(
                        CloudWatchException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).startsWith("ResourceNotFound"));
        assertThatThrownBy(() -> cloudWatch.listTagsForResource(
                        b -> b.resourceARN("arn:aws:cloudwatch:us-east-1:000000000000:alarm:nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> cloudWatch.getMetricWidgetImage(b -> b.metricWidget("{}")))
                .isInstanceOfSatisfying(CloudWatchException.class, e -> assertThat(e.statusCode())
                        .isEqualTo(501));
    }

    @Test
    void anAlarmFollowsItsMetricThereAndBackWithinSeconds() {
        String alarm = "alarm-" + UUID.randomUUID();
        cloudWatch.putMetricAlarm(b -> b.alarmName(alarm)
                .namespace(namespace)
                .metricName("Load")
                .dimensions(group())
                .statistic(Statistic.MAXIMUM)
                .period(10)
                .evaluationPeriods(1)
                .threshold(80.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD));
        put("Load", 95);
        await().atMost(Duration.ofSeconds(25)).until(() -> state(alarm) == StateValue.ALARM);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    put("Load", 5);
                    return state(alarm) == StateValue.OK;
                });
        assertThat(cloudWatch.describeAlarmHistory(b -> b.alarmName(alarm)).alarmHistoryItems())
                .extracting(item -> item.historySummary())
                .startsWith("Alarm updated from ALARM to OK")
                .contains("Alarm updated from INSUFFICIENT_DATA to ALARM", "Alarm \"" + alarm + "\" created");
        cloudWatch.deleteAlarms(b -> b.alarmNames(alarm));
    }

    /** The command line speaks another protocol than the SDK: the answers are the same. */
    @Test
    void theCommandLineDoesTheSame() {
        String start = Instant.now().minusSeconds(120).toString();
        cloud.cli()
                .run(
                        "cloudwatch",
                        "put-metric-data",
                        "--namespace",
                        namespace,
                        "--metric-name",
                        "Cli",
                        "--value",
                        "7",
                        "--unit",
                        "Count")
                .ok();
        assertThat(cloud.cli()
                        .run(
                                "cloudwatch",
                                "get-metric-statistics",
                                "--namespace",
                                namespace,
                                "--metric-name",
                                "Cli",
                                "--start-time",
                                start,
                                "--end-time",
                                Instant.now().plusSeconds(60).toString(),
                                "--period",
                                "300",
                                "--statistics",
                                "Sum",
                                "--query",
                                "Datapoints[].[Sum,Unit]",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("7.0\tCount");
        assertThat(cloud.cli()
                        .run(
                                "cloudwatch",
                                "set-alarm-state",
                                "--alarm-name",
                                "nobody",
                                "--state-value",
                                "OK",
                                "--state-reason",
                                "x")
                        .err())
                .contains("ResourceNotFound");
    }

    private StateValue state(String alarm) {
        return cloudWatch
                .describeAlarms(b -> b.alarmNames(alarm))
                .metricAlarms()
                .getFirst()
                .stateValue();
    }

    private void put(String metric, double value) {
        cloudWatch.putMetricData(b -> b.namespace(namespace)
                .metricData(MetricDatum.builder()
                        .metricName(metric)
                        .value(value)
                        .unit(StandardUnit.PERCENT)
                        .storageResolution(1)
                        .dimensions(group())
                        .build()));
    }

    private static Dimension group() {
        return Dimension.builder().name("Group").value("web").build();
    }
}
