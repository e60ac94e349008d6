package dev.cloudlet.monitoring.metric;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_COMBINATION;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_VALUE;
import static dev.cloudlet.monitoring.MonitoringError.MISSING_PARAMETER;
import static dev.cloudlet.monitoring.MonitoringError.NOT_IMPLEMENTED;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataResponse;

/** PutMetricData and ListMetrics. */
@AwsOperations
class MetricOperations {
    private static final int MOST_DATA = 1_000;
    private static final int PAGE = 500;
    private static final Duration LISTED = Duration.ofDays(14);
    private static final Duration RECENTLY = Duration.ofHours(3);

    private final Samples samples;
    private final Metrics metrics;

    MetricOperations(Samples samples, Metrics metrics) {
        this.samples = samples;
        this.metrics = metrics;
    }

    @Authorize(action = "cloudwatch:PutMetricData", keys = "cloudwatch:namespace={Namespace}")
    PutMetricDataResponse putMetricData(Call call, PutMetricDataRequest request) {
        if (request.hasEntityMetricData() || Boolean.TRUE.equals(request.strictEntityValidation())) {
            throw NOT_IMPLEMENTED.of("EntityMetricData of PutMetricData is not implemented by this cloud.");
        }
        Dimensions.requireText(request.namespace(), "Namespace");
        if (request.namespace().startsWith("AWS/")) {
            throw INVALID_PARAMETER_VALUE.of("The value %s for parameter Namespace is invalid.", request.namespace());
        }
        if (request.metricData().isEmpty()) {
            throw MISSING_PARAMETER.of("The parameter MetricData is required.");
        }
        if (request.metricData().size() > MOST_DATA) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The collection MetricData must not have a size greater than %d.", MOST_DATA);
        }
        List<Sample> given = new ArrayList<>();
        for (int i = 0; i < request.metricData().size(); i++) {
            given.add(Datum.at(i + 1, request.metricData().get(i))
                    .sample(call.account(), call.region(), request.namespace(), call.time()));
        }
        samples.add(call.account(), call.region(), given, call.time());
        return PutMetricDataResponse.builder().build();
    }

    @Authorize(action = "cloudwatch:ListMetrics")
    ListMetricsResponse listMetrics(Call call, ListMetricsRequest request) {
        if (request.hasDimensions() && request.dimensions().stream().anyMatch(d -> d.name() == null)) {
            throw INVALID_PARAMETER_COMBINATION.of("A dimension filter must have a name.");
        }
        for (DimensionFilter filter : request.dimensions()) {
            requireText(filter.name(), "Dimensions.member.Name");
            requireText(filter.value(), "Dimensions.member.Value");
        }
        requireText(request.namespace(), "Namespace");
        requireText(request.metricName(), "MetricName");
        boolean elsewhere =
                request.owningAccount() != null && !request.owningAccount().equals(call.account());
        if (elsewhere) {
            return ListMetricsResponse.builder().metrics(List.of()).build();
        }
        Duration age = request.recentlyActive() == null ? LISTED : RECENTLY;
        long after = PageToken.only(request.nextToken(), INVALID_PARAMETER_VALUE::badToken);
        Instant since = call.time().minus(age);
        List<Metrics.Listed> found = metrics.list(call.account(), call.region(), request, since, after, PAGE + 1);
        List<Metrics.Listed> page = found.subList(0, Math.min(PAGE, found.size()));
        return ListMetricsResponse.builder()
                .metrics(page.stream().map(Metrics.Listed::metric).toArray(Metric[]::new))
                .nextToken(found.size() > PAGE ? PageToken.of(page.getLast().id()) : null)
                .build();
    }

    private static void requireText(@Nullable String text, String where) {
        if (text != null) {
            Dimensions.requireText(text, where);
        }
    }
}
