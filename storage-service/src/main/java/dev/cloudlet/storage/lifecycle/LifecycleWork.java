package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.kit.work.Work;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.keeping.AbandonedUploads;
import dev.cloudlet.storage.lifecycle.Walked.Step;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Carries out the lifecycle of one bucket, its key: when its configuration was put, and after each midnight, as everything is due at
 * one. Walks through the whole bucket and does to each version what is due; a run that was interrupted begins anew.
 */
@Component
final class LifecycleWork implements Work {
    static final String NAME = "lifecycle";

    private static final Duration PAST_MIDNIGHT = Duration.ofSeconds(1);

    private final Buckets buckets;
    private final Configurations configurations;
    private final Walk walk;
    private final DueSteps due;
    private final AbandonedUploads uploads;
    private final Clock clock;

    LifecycleWork(
            Buckets buckets,
            Configurations configurations,
            Walk walk,
            DueSteps due,
            AbandonedUploads uploads,
            Clock clock) {
        this.buckets = buckets;
        this.configurations = configurations;
        this.walk = walk;
        this.due = due;
        this.uploads = uploads;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        long id = Long.parseLong(key);
        List<Rule> rules = configurations.rules(id);
        Optional<Bucket> bucket = buckets.find(id);
        if (bucket.isEmpty() || configurations.of(id).isEmpty()) {
            return Next.done();
        }
        Instant now = clock.instant();
        if (!rules.isEmpty()) {
            walk.through(id, version -> {
                Step step = version.due(rules, now);
                due.take(bucket.get(), version, step, now);
            });
            abort(bucket.get(), rules, now);
        }
        Instant midnight = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
        return Next.after(Duration.between(now, midnight).plus(PAST_MIDNIGHT));
    }

    private void abort(Bucket bucket, List<Rule> rules, Instant now) {
        for (Rule rule : rules) {
            Integer days = rule.abortDays();
            if (days != null) {
                uploads.abort(bucket, rule.prefix(), initiated -> !Days.after(initiated, days)
                        .isAfter(now));
            }
        }
    }
}
