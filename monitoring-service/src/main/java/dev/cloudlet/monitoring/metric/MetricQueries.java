package dev.cloudlet.monitoring.metric;

import static dev.cloudlet.monitoring.MonitoringError.VALIDATION_ERROR;

import dev.cloudlet.monitoring.metric.math.Expression;
import dev.cloudlet.monitoring.metric.math.InvalidExpressionException;
import dev.cloudlet.monitoring.metric.math.Series;
import dev.cloudlet.monitoring.metric.math.Value;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricStat;

/** Runs the queries of GetMetricData: statistics of metrics, and expressions over them. */
@Component
class MetricQueries {
    private static final Pattern ID = Pattern.compile("[a-z][a-zA-Z0-9_]{0,254}");
    private static final int MOST_QUERIES = 500;

    private final MetricStats stats;

    MetricQueries(MetricStats stats) {
        this.stats = stats;
    }

    /** Refuses queries that CloudWatch refuses. */
    static void requireValid(List<MetricDataQuery> queries) {
        if (queries.isEmpty() || queries.size() > MOST_QUERIES) {
            throw VALIDATION_ERROR.of(
                    "The collection MetricDataQueries must have a size between 1 and %d.", MOST_QUERIES);
        }
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < queries.size(); i++) {
            MetricDataQuery query = queries.get(i);
            String where = "MetricDataQueries.member." + (i + 1);
            if (query.id() == null || !ID.matcher(query.id()).matches()) {
                throw VALIDATION_ERROR.of(
                        "The value %s for parameter %s.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.",
                        query.id(), where);
            }
            if (!ids.add(query.id())) {
                throw VALIDATION_ERROR.of("The values for parameter Id are not unique: %s.", query.id());
            }
            if ((query.metricStat() == null) == (query.expression() == null)) {
                throw VALIDATION_ERROR.of(
                        "The parameters %s.Expression and %s.MetricStat are mutually exclusive, and one of them is required.",
                        where, where);
            }
            if (query.metricStat() != null) {
                requireValid(query.metricStat(), where + ".MetricStat");
            }
        }
    }

    private static void requireValid(MetricStat stat, String where) {
        if (stat.metric() == null
                || stat.metric().namespace() == null
                || stat.metric().metricName() == null) {
            throw VALIDATION_ERROR.of("The parameter %s.Metric must have a Namespace and a MetricName.", where);
        }
        Dimensions.requireText(stat.metric().namespace(), where + ".Metric.Namespace");
        Dimensions.requireText(stat.metric().metricName(), where + ".Metric.MetricName");
        if (stat.period() == null || !Periods.valid(stat.period())) {
            throw VALIDATION_ERROR.of("The parameter %s.Period must be 1, 5, 10, 20, 30 or a multiple of 60.", where);
        }
        if (stat.stat() == null || Statistic.parse(stat.stat()) == null) {
            throw VALIDATION_ERROR.of("The value %s for parameter %s.Stat is not supported.", stat.stat(), where);
        }
    }

    /** The series of each query by its id. */
    Map<String, List<Series>> run(
            String account, String region, List<MetricDataQuery> queries, Instant start, Instant end, Instant now) {
        Map<String, Value> results = new LinkedHashMap<>();
        for (MetricDataQuery query : queries) {
            if (query.metricStat() != null) {
                results.put(query.id(), series(account, region, query.metricStat(), start, end, now));
            }
        }
        List<Series> metrics = results.values().stream().map(Series.class::cast).toList();
        Map<String, String> expressions = new HashMap<>();
        queries.stream().filter(q -> q.expression() != null).forEach(q -> expressions.put(q.id(), q.expression()));
        Map<String, List<Series>> series = new LinkedHashMap<>();
        for (MetricDataQuery query : queries) {
            try {
                series.put(query.id(), series(query, resolve(query.id(), expressions, results, metrics, Set.of())));
            } catch (InvalidExpressionException e) {
                throw VALIDATION_ERROR.of("Error in expression '%s': %s", query.id(), e.words());
            }
        }
        return series;
    }

    private static Value resolve(
            String id,
            Map<String, String> expressions,
            Map<String, Value> results,
            List<Series> metrics,
            Set<String> above) {
        Value known = results.get(id);
        String text = expressions.get(id);
        if (known != null || text == null) {
            if (known == null) {
                throw VALIDATION_ERROR.of("Error in expression: '%s' is no query's Id.", id);
            }
            return known;
        }
        if (above.contains(id)) {
            throw VALIDATION_ERROR.of("Error in expression '%s': it refers to itself.", id);
        }
        Set<String> path = new HashSet<>(above);
        path.add(id);
        Expression expression = Expression.parse(text);
        for (String reference : expression.references()) {
            resolve(reference, expressions, results, metrics, path);
        }
        Value value = expression.value(results, metrics);
        results.put(id, value);
        return value;
    }

    private static List<Series> series(MetricDataQuery query, Value value) {
        return switch (value) {
            case Series s -> List.of(s.label().isEmpty() ? new Series(query.id(), s.points()) : s);
            case Value.SeriesArray(List<Series> all) -> all;
            case Value.Scalar s -> {
                if (Boolean.FALSE.equals(query.returnData())) {
                    yield List.of();
                }
                throw VALIDATION_ERROR.of(
                        "Error in expression '%s': the result is a number; it must be a series.", query.id());
            }
        };
    }

    private Series series(String account, String region, MetricStat stat, Instant start, Instant end, Instant now) {
        Statistic statistic = Statistic.parse(stat.stat());
        MetricName metric = new MetricName(
                account,
                region,
                stat.metric().namespace(),
                stat.metric().metricName(),
                Dimensions.of(stat.metric().dimensions(), "Dimensions"));
        Instant from = Periods.start(start, stat.period(), now);
        NavigableMap<Instant, Double> points = new TreeMap<>();
        if (statistic != null && Periods.kept(from, stat.period(), now)) {
            stats.points(metric, statistic, stat.period(), stat.unitAsString(), from, end)
                    .forEach(p -> points.put(p.at(), p.value()));
        }
        return new Series(metric.name(), points);
    }
}
