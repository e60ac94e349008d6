package dev.cloudlet.monitoring.log;

import dev.cloudlet.monitoring.StandingWork;
import java.time.Clock;
import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Removes events that have expired, and those of groups that are gone, a batch at a time. Reading leaves expired ones out before that. */
@Component
class LogSweep implements StandingWork {
    static final String NAME = "log-sweep";
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int BATCH = 10_000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LogSweep(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        boolean moreExpired = expired();
        boolean moreOrphaned = orphaned();
        return moreExpired || moreOrphaned ? Next.after(Duration.ZERO) : Next.after(PAUSE);
    }

    private boolean expired() {
        Integer removed = transaction.execute(status -> jdbc.sql("""
                        WITH gone AS (
                            DELETE FROM log_event WHERE ctid = ANY (ARRAY(
                                SELECT e.ctid FROM log_group g
                                JOIN log_event e ON e.log_group = g.id AND e.at < :now - g.retention_days * 86400000::bigint
                                WHERE g.retention_days IS NOT NULL LIMIT :batch))
                            RETURNING log_stream, octet_length(message) + :overhead AS bytes),
                        smaller AS (
                            UPDATE log_stream s SET stored_bytes = greatest(0, s.stored_bytes - t.bytes)
                            FROM (SELECT log_stream, sum(bytes) AS bytes FROM gone GROUP BY log_stream) t
                            WHERE s.id = t.log_stream)
                        SELECT count(*) FROM gone
                        """)
                .param("now", clock.millis())
                .param("batch", BATCH)
                .param("overhead", LogEvent.OVERHEAD)
                .query(Integer.class)
                .single());
        return removed != null && removed == BATCH;
    }

    /** Walks from group to group along the index: there are few groups and many events. */
    private boolean orphaned() {
        Integer removed = transaction.execute(
                status -> jdbc.sql("""
                        WITH RECURSIVE present AS (
                            (SELECT log_group FROM log_event ORDER BY log_group LIMIT 1)
                            UNION ALL
                            SELECT (SELECT e.log_group FROM log_event e WHERE e.log_group > p.log_group
                                    ORDER BY e.log_group LIMIT 1)
                            FROM present p WHERE p.log_group IS NOT NULL)
                        DELETE FROM log_event WHERE ctid = ANY (ARRAY(
                            SELECT e.ctid FROM present p JOIN log_event e ON e.log_group = p.log_group
                            WHERE NOT EXISTS (SELECT FROM log_group g WHERE g.id = p.log_group) LIMIT :batch))
                        """).param("batch", BATCH).update());
        return removed != null && removed == BATCH;
    }
}
