package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.protocol.ModelJson;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.s3.model.BucketLifecycleConfiguration;

/** The lifecycle configurations of buckets, as their owners wrote them. */
@Component
final class Configurations {
    private final JdbcClient jdbc;

    Configurations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<BucketLifecycleConfiguration> of(long bucket) {
        return jdbc.sql("SELECT lifecycle FROM bucket WHERE id = :id AND lifecycle IS NOT NULL")
                .param("id", bucket)
                .query(String.class)
                .optional()
                .map(document -> ModelJson.read(document, BucketLifecycleConfiguration.builder()));
    }

    /** The rules that are enabled. */
    List<Rule> rules(long bucket) {
        return of(bucket).stream()
                .flatMap(configuration -> configuration.rules().stream())
                .filter(rule -> "Enabled".equals(rule.statusAsString()))
                .map(RuleReader::read)
                .toList();
    }

    void set(Bucket bucket, @Nullable BucketLifecycleConfiguration configuration) {
        jdbc.sql("UPDATE bucket SET lifecycle = CAST(:document AS jsonb) WHERE id = :id")
                .param("document", configuration == null ? null : ModelJson.write(configuration))
                .param("id", bucket.id())
                .update();
    }
}
