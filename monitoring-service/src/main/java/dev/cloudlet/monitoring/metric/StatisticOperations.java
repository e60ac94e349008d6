package dev.cloudlet.monitoring.metric;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_COMBINATION;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_VALUE;
import static dev.cloudlet.monitoring.MonitoringError.MISSING_PARAMETER;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsRequest;
import software.amazon.awssdk.services.cloudwatch.model.GetMetricStatisticsResponse;

/** GetMetricStatistics. */
@AwsOperations
class StatisticOperations {
    private static final long MOST_DATAPOINTS = 1_440;

    private final Samples samples;

    StatisticOperations(Samples samples) {
        this.samples = samples;
    }

    @Authorize(action = "cloudwatch:GetMetricStatistics")
    GetMetricStatisticsResponse getMetricStatistics(Call call, GetMetricStatisticsRequest request) {
        List<Statistic> statistics = statistics(request);
        Dimensions.requireText(request.namespace(), "Namespace");
        Dimensions.requireText(request.metricName(), "MetricName");
        int period = period(request);
        Instant start = Periods.start(request.startTime(), period, call.time());
        Instant end = request.endTime();
        MetricName metric = new MetricName(
                call.account(),
                call.region(),
                request.namespace(),
                request.metricName(),
                Dimensions.of(request.dimensions(), "Dimensions"));
        boolean distribution = statistics.stream().anyMatch(Statistic::needsDistribution);
        List<Bin> bins = Periods.kept(start, period, call.time())
                ? samples.bins(metric, start, end, period, request.unitAsString(), distribution)
                : List.of();
        return GetMetricStatisticsResponse.builder()
                .label(request.metricName())
                .datapoints(bins.stream().map(bin -> datapoint(bin, statistics)).toList())
                .build();
    }

    private static List<Statistic> statistics(GetMetricStatisticsRequest request) {
        List<Statistic> statistics = new ArrayList<>();
        for (String name : request.statisticsAsStrings()) {
            if (!(Statistic.parse(name) instanceof BasicStatistic basic)) {
                throw INVALID_PARAMETER_VALUE.of("The value %s for parameter Statistics is not supported.", name);
            }
            statistics.add(basic);
        }
        for (String name : request.extendedStatistics()) {
            if (!(Statistic.parse(name) instanceof ExtendedStatistic extended)) {
                throw INVALID_PARAMETER_VALUE.of(
                        "The value %s for parameter ExtendedStatistics is not supported.", name);
            }
            statistics.add(extended);
        }
        if (statistics.isEmpty()) {
            throw MISSING_PARAMETER.of("Must specify either Statistics or ExtendedStatistics.");
        }
        return statistics;
    }

    private static int period(GetMetricStatisticsRequest request) {
        int period = request.period();
        if (!Periods.valid(period)) {
            throw INVALID_PARAMETER_VALUE.of("The parameter Period must be 1, 5, 10, 20, 30 or a multiple of 60.");
        }
        long seconds = request.endTime().getEpochSecond() - request.startTime().getEpochSecond();
        if (!request.startTime().isBefore(request.endTime())) {
            throw INVALID_PARAMETER_VALUE.of("The parameter StartTime must be less than the parameter EndTime.");
        }
        long asked = (seconds + period - 1) / period;
        if (asked > MOST_DATAPOINTS) {
            throw INVALID_PARAMETER_COMBINATION.of(
                    "You have requested up to %,d datapoints, which exceeds the limit of %,d. You may reduce the"
                            + " datapoints requested by increasing Period, or decreasing the time range.",
                    asked, MOST_DATAPOINTS);
        }
        return period;
    }

    private static Datapoint datapoint(Bin bin, List<Statistic> statistics) {
        Datapoint.Builder point = Datapoint.builder().timestamp(bin.at()).unit(bin.unit());
        Map<String, Double> extended = new HashMap<>();
        for (Statistic statistic : statistics) {
            Double number = statistic.of(bin.values());
            switch (statistic) {
                case BasicStatistic.SAMPLE_COUNT -> point.sampleCount(number);
                case BasicStatistic.AVERAGE -> point.average(number);
                case BasicStatistic.SUM -> point.sum(number);
                case BasicStatistic.MINIMUM -> point.minimum(number);
                case BasicStatistic.MAXIMUM -> point.maximum(number);
                case ExtendedStatistic named -> {
                    if (number != null) {
                        extended.put(named.text(), number);
                    }
                }
            }
        }
        return extended.isEmpty()
                ? point.build()
                : point.extendedStatistics(extended).build();
    }
}
