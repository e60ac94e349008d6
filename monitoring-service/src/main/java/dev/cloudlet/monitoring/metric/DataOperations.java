package dev.cloudlet.monitoring.metric;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_NEXT_TOKEN;
import static dev.cloudlet.monitoring.MonitoringError.VALIDATION_ERROR;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import dev.cloudlet.monitoring.metric.math.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricDataResponse;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;
import software.amazon.awssdk.services.cloudwatch.model.StatusCode;

/** GetMetricData. */
@AwsOperations
class DataOperations {
    private static final int MOST_DATAPOINTS = 100_800;

    private final MetricQueries queries;

    DataOperations(MetricQueries queries) {
        this.queries = queries;
    }

    @Authorize(action = "cloudwatch:GetMetricData")
    GetMetricDataResponse getMetricData(Call call, GetMetricDataRequest request) {
        if (!request.startTime().isBefore(request.endTime())) {
            throw VALIDATION_ERROR.of("The parameter StartTime must be less than the parameter EndTime.");
        }
        int most = request.maxDatapoints() == null ? MOST_DATAPOINTS : request.maxDatapoints();
        if (most < 1 || most > MOST_DATAPOINTS) {
            throw VALIDATION_ERROR.of("The parameter MaxDatapoints must be between 1 and %d.", MOST_DATAPOINTS);
        }
        MetricQueries.requireValid(request.metricDataQueries());
        long skip = PageToken.only(request.nextToken(), INVALID_NEXT_TOKEN::badToken);
        Map<String, List<Series>> found = queries.run(
                call.account(),
                call.region(),
                request.metricDataQueries(),
                request.startTime(),
                request.endTime(),
                call.time());
        return page(request, found, skip, most);
    }

    /** Data points are numbered through all series in the request's order; a page is a run of them. */
    private static GetMetricDataResponse page(
            GetMetricDataRequest request, Map<String, List<Series>> found, long skip, int most) {
        boolean ascending = request.scanBy() == ScanBy.TIMESTAMP_ASCENDING;
        List<MetricDataResult> results = new ArrayList<>();
        long from = skip;
        long left = most;
        boolean more = false;
        for (MetricDataQuery query : request.metricDataQueries()) {
            if (Boolean.FALSE.equals(query.returnData())) {
                continue;
            }
            for (Series series : found.getOrDefault(query.id(), List.of())) {
                List<Map.Entry<Instant, Double>> points = new ArrayList<>(
                        (ascending ? series.points() : series.points().descendingMap()).entrySet());
                int first = (int) Math.min(from, points.size());
                int last = (int) Math.min(points.size(), first + left);
                from -= first;
                left -= last - first;
                more |= last < points.size();
                results.add(MetricDataResult.builder()
                        .id(query.id())
                        .label(query.label() != null ? query.label() : series.label())
                        .timestamps(points.subList(first, last).stream()
                                .map(Map.Entry::getKey)
                                .toList())
                        .values(points.subList(first, last).stream()
                                .map(Map.Entry::getValue)
                                .toList())
                        .statusCode(last < points.size() ? StatusCode.PARTIAL_DATA : StatusCode.COMPLETE)
                        .build());
            }
        }
        return GetMetricDataResponse.builder()
                .metricDataResults(results)
                .nextToken(more ? PageToken.of(skip + most) : null)
                .messages(List.of())
                .build();
    }
}
