package dev.cloudlet.monitoring.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.monitoring.MonitoringFixture;
import dev.cloudlet.protocol.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StandardUnit;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

class MetricOperationsTest {
    @RegisterExtension
    static final MonitoringFixture cloud = new MonitoringFixture();

    private static final Instant NOON = MonitoringFixture.NOON;

    @Test
    void whatIsPutIsRead() {
        put(d -> d.value(10.0).unit(StandardUnit.PERCENT));
        put(d -> d.value(30.0).unit(StandardUnit.PERCENT));
        put(d -> d.statisticValues(
                        s -> s.sampleCount(2.0).sum(100.0).minimum(5.0).maximum(95.0))
                .unit(StandardUnit.PERCENT));
        cloud.advance(Duration.ofMinutes(1));
        Datapoint point = statistics(b -> b.statistics(
                        Statistic.AVERAGE, Statistic.SUM, Statistic.MINIMUM, Statistic.MAXIMUM, Statistic.SAMPLE_COUNT))
                .getFirst();
        assertThat(point.average()).isEqualTo(35);
        assertThat(point.sum()).isEqualTo(140);
        assertThat(point.minimum()).isEqualTo(5);
        assertThat(point.maximum()).isEqualTo(95);
        assertThat(point.sampleCount()).isEqualTo(4);
        assertThat(point.unit()).isEqualTo(StandardUnit.PERCENT);
        assertThat(point.timestamp()).isEqualTo(NOON);
    }

    @Test
    void percentilesComeFromValuesAndCounts() {
        put(d -> d.values(1.0, 2.0, 100.0).counts(50.0, 49.0, 1.0));
        cloud.advance(Duration.ofMinutes(1));
        Datapoint point = statistics(b -> b.extendedStatistics("p50", "p99", "p100", "tm99"))
                .getFirst();
        assertThat(point.extendedStatistics())
                .containsEntry("p50", 1.0)
                .containsEntry("p99", 2.0)
                .containsEntry("p100", 100.0)
                .containsKey("tm99");
    }

    @Test
    void highResolutionIsKeptToTheSecond() {
        put(d -> d.value(1.0).storageResolution(1).timestamp(NOON.plusSeconds(5)));
        put(d -> d.value(2.0).storageResolution(1).timestamp(NOON.plusSeconds(15)));
        put(d -> d.value(3.0).timestamp(NOON.plusSeconds(25)));
        cloud.advance(Duration.ofMinutes(1));
        List<Datapoint> points = statistics(b -> b.statistics(Statistic.SUM).period(10));
        assertThat(points).extracting(Datapoint::timestamp).containsExactly(NOON, NOON.plusSeconds(10));
        assertThat(points).extracting(Datapoint::sum).containsExactly(4.0, 2.0);
    }

    @Test
    void refusesWhatTheDocumentationRefuses() {
        assertRefused("MissingParameter", d -> {});
        assertRefused("InvalidParameterCombination", d -> d.value(1.0).values(1.0));
        assertRefused("InvalidParameterCombination", d -> d.values(1.0, 2.0).counts(1.0));
        assertRefused("InvalidParameterValue", d -> d.value(Double.NaN));
        assertRefused("InvalidParameterValue", d -> d.value(Double.POSITIVE_INFINITY));
        assertRefused("InvalidParameterValue", d -> d.value(1e300));
        assertRefused("InvalidParameterValue", d -> d.value(1.0).timestamp(NOON.minus(Duration.ofDays(15))));
        assertRefused("InvalidParameterValue", d -> d.value(1.0).timestamp(NOON.plus(Duration.ofHours(3))));
        assertRefused("InvalidParameterValue", d -> d.value(1.0).storageResolution(30));
        assertRefused("InvalidParameterValue", d -> d.value(1.0).unit("Bananas"));
        assertRefused("InvalidParameterValue", d -> d.value(1.0).metricName("a\0b"));
        assertRefused("InvalidParameterValue", d -> d.value(1.0).dimensions(dimensions(31)));
        assertRefused("MissingParameter", d -> d.value(1.0).metricName(null));
        assertRefused(
                "InvalidParameterValue",
                d -> d.values(IntStream.range(0, 151).mapToObj(i -> (double) i).toList()));
        assertRefused(
                "InvalidParameterCombination",
                d -> d.statisticValues(
                        s -> s.sampleCount(1.0).sum(1.0).minimum(2.0).maximum(1.0)));
        assertThatThrownBy(() -> operations()
                        .putMetricData(
                                cloud.call("monitoring", "PutMetricData"),
                                PutMetricDataRequest.builder()
                                        .namespace("AWS/EC2")
                                        .metricData(MetricDatum.builder()
                                                .metricName("x")
                                                .value(1.0)
                                                .build())
                                        .build()))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("AWS/EC2");
    }

    @Test
    void thirtyDimensionsAreAccepted() {
        put(d -> d.value(1.0).dimensions(dimensions(30)));
        assertThat(list(b -> {}).metrics().getFirst().dimensions()).hasSize(30);
    }

    @Test
    void listsByNameDimensionAndAge() {
        put(d -> d.metricName("a").value(1.0).dimensions(dimension("host", "1"), dimension("zone", "x")));
        put(d -> d.metricName("a").value(1.0).dimensions(dimension("host", "2")));
        put(d -> d.metricName("b").value(1.0));
        assertThat(list(b -> {}).metrics()).hasSize(3);
        assertThat(list(b -> b.metricName("a")).metrics()).hasSize(2);
        assertThat(list(b -> b.dimensions(filter("host", null))).metrics()).hasSize(2);
        assertThat(list(b -> b.dimensions(filter("host", "2"))).metrics())
                .singleElement()
                .extracting(Metric::metricName)
                .isEqualTo("a");
        assertThat(list(b -> b.dimensions(filter("zone", null), filter("host", "1")))
                        .metrics())
                .hasSize(1);
        cloud.advance(Duration.ofHours(4));
        assertThat(list(b -> b.recentlyActive("PT3H")).metrics()).isEmpty();
        assertThat(list(b -> {}).metrics()).hasSize(3);
        cloud.advance(Duration.ofDays(14));
        assertThat(list(b -> {}).metrics()).isEmpty();
    }

    @Test
    void listsFiveHundredAtATime() {
        List<MetricDatum> data = new ArrayList<>();
        for (int i = 0; i < 700; i++) {
            data.add(MetricDatum.builder().metricName("m" + i).value(1.0).build());
        }
        putAll(data);
        ListMetricsResponse first = list(b -> {});
        assertThat(first.metrics()).hasSize(500);
        ListMetricsResponse second = list(b -> b.nextToken(first.nextToken()));
        assertThat(second.metrics()).hasSize(200);
        assertThat(second.nextToken()).isNull();
        assertThatThrownBy(() -> list(b -> b.nextToken("garbage"))).isInstanceOf(AwsException.class);
    }

    @Test
    void refusesMoreThan1440Datapoints() {
        assertThatThrownBy(() -> statistics(b -> b.statistics(Statistic.SUM).startTime(NOON.minus(Duration.ofDays(2)))))
                .isInstanceOf(AwsException.class)
                .hasMessage(
                        "You have requested up to 2,881 datapoints, which exceeds the limit of 1,440. You may reduce the"
                                + " datapoints requested by increasing Period, or decreasing the time range.");
    }

    @Test
    void getsDataWithExpressionsInPages() {
        for (int minute = 0; minute < 5; minute++) {
            double value = minute;
            Instant at = NOON.plusSeconds(60L * minute);
            cloud.advance(Duration.ofMinutes(1));
            put(d -> d.value(value).timestamp(at));
        }
        MetricDataQuery m1 = query("m1");
        MetricDataQuery e1 = MetricDataQuery.builder()
                .id("e1")
                .expression("m1 * 10")
                .label("tenfold")
                .build();
        GetMetricDataResponse all = data(b -> b.metricDataQueries(e1, m1));
        assertThat(all.metricDataResults()).hasSize(2);
        assertThat(all.metricDataResults().getFirst().label()).isEqualTo("tenfold");
        assertThat(all.metricDataResults().getFirst().values()).containsExactly(40.0, 30.0, 20.0, 10.0, 0.0);
        assertThat(all.nextToken()).isNull();

        List<Double> paged = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            GetMetricDataResponse page = data(b -> b.metricDataQueries(e1, m1)
                    .scanBy(ScanBy.TIMESTAMP_ASCENDING)
                    .maxDatapoints(3)
                    .nextToken(next));
            page.metricDataResults().forEach(r -> paged.addAll(r.values()));
            token = page.nextToken();
        } while (token != null);
        assertThat(paged).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 0.0, 1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void refusesQueriesThatMakeNoSense() {
        assertRefusedData(b -> b.metricDataQueries(
                MetricDataQuery.builder().id("M").expression("1").build()));
        assertRefusedData(b -> b.metricDataQueries(query("a"), query("a")));
        assertRefusedData(b -> b.metricDataQueries(expression("a", "b"), expression("b", "a")));
        assertRefusedData(b -> b.metricDataQueries(expression("a", "nobody * 2")));
        assertRefusedData(b -> b.metricDataQueries(expression("a", "SEARCH('x')")));
        assertRefusedData(b -> b.metricDataQueries(expression("a", "1 + 1")));
        assertRefusedData(
                b -> b.metricDataQueries(MetricDataQuery.builder().id("a").build()));
        assertRefusedData(b -> b.metricDataQueries(query("a")).startTime(NOON.plus(Duration.ofDays(1))));
    }

    @Test
    void otherServicesReportUnderTheNamesOfAws() {
        ReportedMetrics reported = new ReportedMetrics(
                MonitoringFixture.ACCOUNT,
                "us-east-1",
                "AWS/EC2",
                List.of(new ReportedMetrics.Report(
                        "CPUUtilization", Map.of("InstanceId", "i-1"), 12.5, null, "Percent", null)));
        cloud.run(() -> {
            cloud.bean(Samples.class).add(reported.account(), reported.region(), reported.samples(NOON), NOON);
            return true;
        });
        assertThat(list(b -> b.namespace("AWS/EC2")).metrics()).hasSize(1);
    }

    private static MetricDataQuery expression(String id, String text) {
        return MetricDataQuery.builder().id(id).expression(text).build();
    }

    private static MetricDataQuery query(String id) {
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(s -> s.metric(m -> m.namespace("App").metricName("m"))
                        .period(60)
                        .stat("Average"))
                .build();
    }

    private void assertRefused(String code, Consumer<MetricDatum.Builder> datum) {
        assertThatThrownBy(() -> put(datum)).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private void assertRefusedData(Consumer<GetMetricDataRequest.Builder> request) {
        assertThatThrownBy(() -> data(request)).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo("ValidationError"));
    }

    private static List<Dimension> dimensions(int count) {
        return IntStream.range(0, count).mapToObj(i -> dimension("d" + i, "v")).toList();
    }

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    private static DimensionFilter filter(String name, String value) {
        return DimensionFilter.builder().name(name).value(value).build();
    }

    private static MetricOperations operations() {
        return cloud.bean(MetricOperations.class);
    }

    private static void put(Consumer<MetricDatum.Builder> datum) {
        putAll(List.of(
                MetricDatum.builder().metricName("m").applyMutation(datum).build()));
    }

    private static void putAll(List<MetricDatum> data) {
        cloud.run(() -> operations()
                .putMetricData(
                        cloud.call("monitoring", "PutMetricData"),
                        PutMetricDataRequest.builder()
                                .namespace("App")
                                .metricData(data)
                                .build()));
    }

    private static ListMetricsResponse list(Consumer<ListMetricsRequest.Builder> request) {
        return operations()
                .listMetrics(
                        cloud.call("monitoring", "ListMetrics"),
                        ListMetricsRequest.builder().applyMutation(request).build());
    }

    private static List<Datapoint> statistics(Consumer<GetMetricStatisticsRequest.Builder> request) {
        return cloud.bean(StatisticOperations.class)
                .getMetricStatistics(
                        cloud.call("monitoring", "GetMetricStatistics"),
                        GetMetricStatisticsRequest.builder()
                                .namespace("App")
                                .metricName("m")
                                .period(60)
                                .startTime(NOON)
                                .endTime(NOON.plusSeconds(60))
                                .applyMutation(request)
                                .build())
                .datapoints();
    }

    private static GetMetricDataResponse data(Consumer<GetMetricDataRequest.Builder> request) {
        return cloud.bean(DataOperations.class)
                .getMetricData(
                        cloud.call("monitoring", "GetMetricData"),
                        GetMetricDataRequest.builder()
                                .startTime(NOON)
                                .endTime(NOON.plusSeconds(300))
                                .applyMutation(request)
                                .build());
    }
}
