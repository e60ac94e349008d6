package dev.cloudlet.monitoring.metric;

import dev.cloudlet.monitoring.Instants;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.cloudwatch.model.DimensionFilter;
import software.amazon.awssdk.services.cloudwatch.model.ListMetricsRequest;
import software.amazon.awssdk.services.cloudwatch.model.Metric;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The metrics that there are. */
@Component
class Metrics {
    private static final TypeReference<TreeMap<String, String>> DIMENSIONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    Metrics(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    record Listed(long id, Metric metric) {}

    /** Metrics that match the request and reported since, in the order in which they first came. */
    List<Listed> list(String account, String region, ListMetricsRequest request, Instant since, long after, int limit) {
        // Names without a value: the metric has the dimension, whatever its value.
        String[] having = request.dimensions().stream()
                .filter(d -> d.value() == null)
                .map(DimensionFilter::name)
                .toArray(String[]::new);
        Map<String, String> exactly = request.dimensions().stream()
                .filter(d -> d.value() != null)
                .collect(Collectors.toMap(DimensionFilter::name, DimensionFilter::value, (a, b) -> b));
        return jdbc.sql("""
                        SELECT id, namespace, name, dimensions FROM metric
                        WHERE account = :account AND region = :region
                          AND (:namespace::text IS NULL OR namespace = :namespace)
                          AND (:name::text IS NULL OR name = :name)
                          AND dimensions @> :exactly::jsonb AND jsonb_exists_all(dimensions, :having::text[])
                          AND reported_at >= :since AND id > :after
                        ORDER BY id LIMIT :limit
                        """)
                .param("account", account)
                .param("region", region)
                .param("namespace", request.namespace())
                .param("name", request.metricName())
                .param("exactly", json.writeValueAsString(exactly))
                .param("having", having)
                .param("since", Instants.column(since))
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Listed(
                        row.getLong("id"),
                        Metric.builder()
                                .namespace(row.getString("namespace"))
                                .metricName(row.getString("name"))
                                .dimensions(Dimensions.answer(json.readValue(row.getString("dimensions"), DIMENSIONS)))
                                .build()))
                .list();
    }
}
