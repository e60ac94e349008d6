package dev.cloudlet.monitoring.metric;

import dev.cloudlet.monitoring.Instants;
import dev.cloudlet.monitoring.StandingWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Folds what has grown old into coarser rows, as CloudWatch does: seconds are kept for 3 hours, minutes for 15 days, five minutes
 * for 63 days, hours for 455 days.
 */
@Component
class Folding implements StandingWork {
    static final String NAME = "metric-folding";
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int BATCH = 20_000;

    private record Tier(int seconds, Duration kept) {}

    private static final List<Tier> TIERS = List.of(
            new Tier(1, Duration.ofHours(3)),
            new Tier(60, Duration.ofDays(15)),
            new Tier(300, Duration.ofDays(63)),
            new Tier(3_600, Duration.ofDays(455)));

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Folding(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
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
        boolean more = false;
        for (int i = 0; i + 1 < TIERS.size(); i++) {
            more |= fold(TIERS.get(i), TIERS.get(i + 1).seconds());
        }
        Tier last = TIERS.getLast();
        Instant forgotten = clock.instant().minus(last.kept());
        jdbc.sql("DELETE FROM sample WHERE seconds = :seconds AND at < :at")
                .param("seconds", last.seconds())
                .param("at", Instants.column(forgotten))
                .update();
        // Few rows, seldom: the whole table is read for it.
        jdbc.sql("DELETE FROM metric WHERE reported_at < :at")
                .param("at", Instants.column(forgotten))
                .update();
        return more ? Next.after(Duration.ZERO) : Next.after(PAUSE);
    }

    private record Key(long metric, Instant at, String unit) {}

    /** One batch of one tier in one transaction; says whether there may be more. */
    private boolean fold(Tier tier, int into) {
        // A coarse row is made of whole periods only.
        Instant before = Instants.floor(clock.instant().minus(tier.kept()), into);
        Boolean full = transaction.execute(status -> {
            Map<Key, List<Aggregate>> folded = new LinkedHashMap<>();
            int[] rows = {0};
            jdbc.sql("""
                            DELETE FROM sample WHERE ctid = ANY (ARRAY(
                                SELECT ctid FROM sample WHERE seconds = :seconds AND at < :before
                                ORDER BY at LIMIT :batch FOR UPDATE SKIP LOCKED))
                            RETURNING metric, date_bin(make_interval(secs => :into), at, timestamptz '1970-01-01 00:00:00Z') AS bin,
                                      unit, count, sum, min, max, values, counts
                            """)
                    .param("seconds", tier.seconds())
                    .param("before", Instants.column(before))
                    .param("batch", BATCH)
                    .param("into", (double) into)
                    .query(row -> {
                        rows[0]++;
                        Key key = new Key(row.getLong("metric"), Instants.read(row, "bin"), row.getString("unit"));
                        folded.computeIfAbsent(key, k -> new ArrayList<>()).add(Samples.aggregate(row));
                    });
            folded.forEach((key, parts) -> insert(key, into, Samples.sum(parts).compact()));
            return rows[0] == BATCH;
        });
        return Boolean.TRUE.equals(full);
    }

    private void insert(Key key, int seconds, Aggregate values) {
        Distribution d = values.min() == values.max() ? null : values.distribution();
        jdbc.sql("""
                        INSERT INTO sample (metric, at, unit, seconds, count, sum, min, max, values, counts)
                        VALUES (:metric, :at, :unit, :seconds, :count, :sum, :min, :max,
                                :values::double precision[], :counts::double precision[])
                        """)
                .param("metric", key.metric())
                .param("at", Instants.column(key.at()))
                .param("unit", key.unit())
                .param("seconds", seconds)
                .param("count", values.count())
                .param("sum", values.sum())
                .param("min", values.min())
                .param("max", values.max())
                .param("values", d == null ? null : d.values())
                .param("counts", d == null ? null : d.counts())
                .update();
    }
}
