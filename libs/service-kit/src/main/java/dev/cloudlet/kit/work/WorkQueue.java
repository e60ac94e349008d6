package dev.cloudlet.kit.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests long work. A request made in a transaction holds if and only if that commits, and is never lost: a request that
 * comes while the work runs makes it look once more.
 */
public final class WorkQueue {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Supplier<Scheduler> scheduler;
    private final Clock clock;

    WorkQueue(JdbcClient jdbc, TransactionTemplate transaction, Scheduler scheduler, Clock clock) {
        this(jdbc, transaction, () -> scheduler, clock);
    }

    /**
     * @param scheduler asked for with the first request: it is made of all pieces of work, which may themselves want this queue
     */
    WorkQueue(JdbcClient jdbc, TransactionTemplate transaction, Supplier<Scheduler> scheduler, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** Asks for {@link Work#advance} of this key as soon as the running transaction has committed. */
    public void request(String work, String key) {
        request(work, key, Duration.ZERO);
    }

    /** As {@link #request(String, String)}, after a delay; work that is due sooner stays so. */
    public void request(String work, String key, Duration delay) {
        transaction.executeWithoutResult(status -> {
            Instant due = clock.instant().plus(delay);
            jdbc.sql("""
                            INSERT INTO work_request (work, key, request) VALUES (:work, :key, 1)
                            ON CONFLICT (work, key) DO UPDATE SET request = work_request.request + 1
                            """).param("work", work).param("key", key).update();
            schedule(new TaskInstance<>(work, key), due);
        });
        if (delay.isZero()) {
            wakeAfterCommit();
        }
    }

    private void schedule(TaskInstance<Void> task, Instant due) {
        // The row lock of work_request, just taken, makes this look-then-write safe against other requests.
        var existing = scheduler.get().getScheduledExecution(TaskInstanceId.of(task.getTaskName(), task.getId()));
        if (existing.isEmpty()) {
            scheduler.get().scheduleIfNotExists(task, due);
        } else if (!existing.get().isPicked()
                && existing.get().getExecutionTime().isAfter(due)) {
            try {
                scheduler.get().reschedule(task, due);
            } catch (TaskInstanceCurrentlyExecutingException | ExecutionException e) {
                // It has just been picked, before it was looked at or (then no row was left to update) right after: its
                // end sees the new request number and looks again.
                return;
            }
        }
    }

    private void wakeAfterCommit() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    scheduler.get().triggerCheckForDueExecutions();
                }
            });
        } else {
            scheduler.get().triggerCheckForDueExecutions();
        }
    }
}
