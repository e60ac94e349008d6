package dev.cloudlet.monitoring.metric;

import dev.cloudlet.monitoring.Instants;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Keeps what is reported, and aggregates it when it is read. */
@Component
class Samples {
    private final JdbcClient jdbc;
    private final JsonMapper json;

    Samples(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps samples of one account and region, in the running transaction. */
    void add(String account, String region, List<Sample> samples, Instant now) {
        if (samples.isEmpty()) {
            return;
        }
        addMetrics(account, region, samples.stream().map(Sample::metric).collect(Collectors.toSet()), now);
        jdbc.sql("""
                        INSERT INTO sample (metric, at, unit, seconds, count, sum, min, max, values, counts)
                        SELECT m.id, g.at, g.unit, g.seconds, g.count, g.sum, g.min, g.max,
                               g.vals::double precision[], g.counts::double precision[]
                        FROM unnest(:namespaces::text[], :names::text[], :keys::bytea[], :ats::timestamptz[], :units::text[],
                                    :seconds::int[], :sampleCounts::double precision[], :sums::double precision[],
                                    :mins::double precision[], :maxs::double precision[], :values::text[], :counts::text[])
                             AS g (namespace, name, key, at, unit, seconds, count, sum, min, max, vals, counts)
                        JOIN metric m ON m.account = :account AND m.region = :region
                             AND m.namespace = g.namespace AND m.name = g.name AND m.dimension_key = g.key
                        """)
                .param("account", account)
                .param("region", region)
                .param("namespaces", texts(samples, s -> s.metric().namespace()))
                .param("names", texts(samples, s -> s.metric().name()))
                .param(
                        "keys",
                        samples.stream().map(s -> s.metric().dimensionKey()).toArray(byte[][]::new))
                .param("ats", texts(samples, s -> s.at().toString()))
                .param("units", texts(samples, Sample::unit))
                .param("seconds", samples.stream().map(Sample::seconds).toArray(Integer[]::new))
                .param("sampleCounts", doubles(samples, Aggregate::count))
                .param("sums", doubles(samples, Aggregate::sum))
                .param("mins", doubles(samples, Aggregate::min))
                .param("maxs", doubles(samples, Aggregate::max))
                .param("values", arrays(samples, Distribution::values))
                .param("counts", arrays(samples, Distribution::counts))
                .update();
    }

    private void addMetrics(String account, String region, Collection<MetricName> metrics, Instant now) {
        // In one order, so that two reports of the same metrics never wait for each other in a circle.
        List<MetricName> ordered = metrics.stream()
                .sorted(Comparator.comparing(MetricName::namespace)
                        .thenComparing(MetricName::name)
                        .thenComparing(m -> m.dimensions().toString()))
                .toList();
        // A metric that reports every second is not written every second: a minute is near enough.
        jdbc.sql("""
                        INSERT INTO metric (account, region, namespace, name, dimension_key, dimensions, reported_at)
                        SELECT :account, :region, g.namespace, g.name, g.key, g.dimensions::jsonb, :now
                        FROM unnest(:namespaces::text[], :names::text[], :keys::bytea[], :dimensions::text[])
                             AS g (namespace, name, key, dimensions)
                        WHERE NOT EXISTS (
                            SELECT FROM metric m WHERE m.account = :account AND m.region = :region
                                AND m.namespace = g.namespace AND m.name = g.name AND m.dimension_key = g.key
                                AND m.reported_at > :recently AND m.reported_at <= :now)
                        ON CONFLICT (account, region, namespace, name, dimension_key)
                        DO UPDATE SET reported_at = excluded.reported_at
                        """)
                .param("account", account)
                .param("region", region)
                .param("now", Instants.column(now))
                .param("recently", Instants.column(now.minusSeconds(60)))
                .param("namespaces", ordered.stream().map(MetricName::namespace).toArray(String[]::new))
                .param("names", ordered.stream().map(MetricName::name).toArray(String[]::new))
                .param("keys", ordered.stream().map(MetricName::dimensionKey).toArray(byte[][]::new))
                .param(
                        "dimensions",
                        ordered.stream()
                                .map(m -> json.writeValueAsString(m.dimensions()))
                                .toArray(String[]::new))
                .update();
    }

    /**
     * The values of each period that has any, oldest first, for each unit apart.
     *
     * @param start where the first period begins; the others follow at multiples of the period
     * @param end exclusive
     * @param unit only values reported with this unit; null for all
     * @param distribution whether the single values are needed
     */
    List<Bin> bins(
            MetricName metric, Instant start, Instant end, int period, @Nullable String unit, boolean distribution) {
        return distribution
                ? singleValues(metric, start, end, period, unit)
                : aggregated(metric, start, end, period, unit);
    }

    private List<Bin> aggregated(MetricName metric, Instant start, Instant end, int period, @Nullable String unit) {
        return query("""
                SELECT date_bin(make_interval(secs => :period), s.at, :start) AS bin, s.unit,
                       sum(s.count) AS count, sum(s.sum) AS sum, min(s.min) AS min, max(s.max) AS max
                FROM metric m JOIN sample s ON s.metric = m.id
                WHERE m.account = :account AND m.region = :region AND m.namespace = :namespace AND m.name = :name
                  AND m.dimension_key = :key AND s.at >= :start AND s.at < :end
                  AND (:unit::text IS NULL OR s.unit = :unit)
                GROUP BY 1, 2 ORDER BY 1, 2
                """, metric, start, end, period, unit)
                .query((row, n) -> new Bin(
                        Instants.read(row, "bin"),
                        row.getString("unit"),
                        new Aggregate(
                                row.getDouble("count"),
                                row.getDouble("sum"),
                                row.getDouble("min"),
                                row.getDouble("max"),
                                null)))
                .list();
    }

    private List<Bin> singleValues(MetricName metric, Instant start, Instant end, int period, @Nullable String unit) {
        record Key(Instant at, String unit) {}
        Map<Key, List<Aggregate>> periods = new LinkedHashMap<>();
        query("""
                SELECT date_bin(make_interval(secs => :period), s.at, :start) AS bin, s.unit,
                       s.count, s.sum, s.min, s.max, s.values, s.counts
                FROM metric m JOIN sample s ON s.metric = m.id
                WHERE m.account = :account AND m.region = :region AND m.namespace = :namespace AND m.name = :name
                  AND m.dimension_key = :key AND s.at >= :start AND s.at < :end
                  AND (:unit::text IS NULL OR s.unit = :unit)
                ORDER BY 1, 2
                """, metric, start, end, period, unit).query(row -> {
            Key key = new Key(Instants.read(row, "bin"), row.getString("unit"));
            periods.computeIfAbsent(key, k -> new ArrayList<>()).add(aggregate(row));
        });
        List<Bin> bins = new ArrayList<>();
        periods.forEach((key, parts) -> bins.add(new Bin(key.at(), key.unit(), sum(parts))));
        return bins;
    }

    private JdbcClient.StatementSpec query(
            String sql, MetricName metric, Instant start, Instant end, int period, @Nullable String unit) {
        return jdbc.sql(sql)
                .param("account", metric.account())
                .param("region", metric.region())
                .param("namespace", metric.namespace())
                .param("name", metric.name())
                .param("key", metric.dimensionKey())
                .param("start", Instants.column(start))
                .param("end", Instants.column(end))
                .param("period", (double) period)
                .param("unit", unit);
    }

    /** One aggregate out of many, the single values merged once and not pair by pair. */
    static Aggregate sum(List<Aggregate> parts) {
        double count = 0;
        double sum = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        boolean known = true;
        for (Aggregate part : parts) {
            count += part.count();
            sum += part.sum();
            min = Math.min(min, part.min());
            max = Math.max(max, part.max());
            known &= part.distribution() != null;
        }
        return new Aggregate(count, sum, min, max, known ? merged(parts) : null);
    }

    private static Distribution merged(List<Aggregate> parts) {
        return Distribution.of(
                parts.stream()
                        .flatMapToDouble(p -> stream(p, Distribution::values))
                        .toArray(),
                parts.stream()
                        .flatMapToDouble(p -> stream(p, Distribution::counts))
                        .toArray());
    }

    private static DoubleStream stream(Aggregate part, Function<Distribution, double[]> array) {
        Distribution d = part.distribution();
        return d == null ? DoubleStream.empty() : Arrays.stream(array.apply(d));
    }

    /** A row with the columns count, sum, min, max, values and counts. */
    static Aggregate aggregate(ResultSet row) throws SQLException {
        Array values = row.getArray("values");
        Array counts = row.getArray("counts");
        double count = row.getDouble("count");
        double sum = row.getDouble("sum");
        double min = row.getDouble("min");
        double max = row.getDouble("max");
        return values == null || counts == null
                ? Aggregate.set(count, sum, min, max)
                : new Aggregate(count, sum, min, max, new Distribution(doubles(values), doubles(counts)));
    }

    private static double[] doubles(Array array) throws SQLException {
        return Arrays.stream((Double[]) array.getArray())
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static String[] texts(List<Sample> samples, Function<Sample, String> text) {
        return samples.stream().map(text).toArray(String[]::new);
    }

    private static Double[] doubles(List<Sample> samples, ToDoubleFunction<Aggregate> number) {
        return samples.stream().map(s -> number.applyAsDouble(s.values())).toArray(Double[]::new);
    }

    /** Postgres has no arrays of arrays of different lengths: each is written as text. Null where minimum and maximum say it all. */
    private static @Nullable String[] arrays(List<Sample> samples, Function<Distribution, double[]> array) {
        @Nullable String[] written = new @Nullable String[samples.size()];
        for (int i = 0; i < written.length; i++) {
            Aggregate values = samples.get(i).values();
            if (values.distribution() != null && values.min() != values.max()) {
                written[i] = Arrays.stream(array.apply(values.distribution()))
                        .mapToObj(Double::toString)
                        .collect(Collectors.joining(",", "{", "}"));
            }
        }
        return written;
    }
}
