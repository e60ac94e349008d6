package dev.cloudlet.monitoring.metric;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import java.time.Clock;
import java.time.Instant;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What metrics offer to the other services, and how they are removed. */
@Configuration(proxyBeanMethods = false)
class MetricConfiguration {

    @Bean
    InternalOperation<ReportedMetrics, Boolean> putMetrics(
            Samples samples, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new InternalOperation<>(ReportedMetrics.OPERATION, ReportedMetrics.class, reported -> {
            Instant now = clock.instant();
            transaction.executeWithoutResult(status -> {
                // The next report is seconds away: the last one may be lost with a crash of the database.
                jdbc.sql("SET LOCAL synchronous_commit = off").update();
                samples.add(reported.account(), reported.region(), reported.samples(now), now);
            });
            return true;
        });
    }

    @Bean
    Resettable metricReset(Tables tables) {
        return () -> tables.empty("sample", "metric");
    }
}
