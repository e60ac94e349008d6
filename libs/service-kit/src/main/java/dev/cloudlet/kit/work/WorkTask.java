package dev.cloudlet.kit.work;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.cloudlet.kit.work.Work.Next;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One kind of {@link Work} as a task of the scheduler. */
final class WorkTask {
    private static final Logger log = LoggerFactory.getLogger(WorkTask.class);
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);
    private static final Duration LAST_RETRY = Duration.ofSeconds(30);

    private final Work work;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    WorkTask(Work work, JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.work = work;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    Task<Void> task() {
        return Tasks.custom(work.name(), Void.class)
                .onDeadExecutionRevive()
                .onFailure((complete, operations) -> {
                    int failures = complete.getExecution().consecutiveFailures;
                    log.warn(
                            "{} of {} failed, will try again",
                            work.name(),
                            complete.getExecution().getId(),
                            complete.getCause().orElse(null));
                    operations.reschedule(complete, clock.instant().plus(backoff(failures)));
                })
                .execute((instance, context) -> {
                    long seen = lastRequest(instance);
                    return complete(instance, seen, work.advance(instance.getId()));
                });
    }

    private static Duration backoff(int failures) {
        Duration delay = FIRST_RETRY.multipliedBy(1L << Math.min(failures, 6));
        Duration capped = delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay;
        return capped.plusMillis(ThreadLocalRandom.current().nextLong(100));
    }

    private CompletionHandler<Void> complete(TaskInstance<?> instance, long seen, Next next) {
        return (complete, operations) -> transaction.executeWithoutResult(status -> {
            Instant now = clock.instant();
            if (lockedRequest(instance) != seen) {
                operations.reschedule(complete, now);
                return;
            }
            switch (next) {
                case Next.Done() -> {
                    jdbc.sql("DELETE FROM work_request WHERE work = :work AND key = :key")
                            .param("work", instance.getTaskName())
                            .param("key", instance.getId())
                            .update();
                    operations.remove();
                }
                case Next.After(Duration delay) -> operations.reschedule(complete, now.plus(delay));
            }
        });
    }

    private long lastRequest(TaskInstance<?> instance) {
        return requestNumber("SELECT request FROM work_request WHERE work = :work AND key = :key", instance);
    }

    private long lockedRequest(TaskInstance<?> instance) {
        return requestNumber("SELECT request FROM work_request WHERE work = :work AND key = :key FOR UPDATE", instance);
    }

    private long requestNumber(String sql, TaskInstance<?> instance) {
        return jdbc.sql(sql)
                .param("work", instance.getTaskName())
                .param("key", instance.getId())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }
}
