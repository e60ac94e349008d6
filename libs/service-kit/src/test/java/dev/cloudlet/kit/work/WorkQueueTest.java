package dev.cloudlet.kit.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.cloudlet.postgres.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class WorkQueueTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("kit");

    private final AtomicInteger advanced = new AtomicInteger();
    private Scheduler scheduler;

    @AfterEach
    void stop() {
        scheduler.stop();
    }

    @Test
    void workRequestedInATransactionBeginsAfterItsCommit() {
        WorkQueue queue = start(key -> Work.Next.done());

        database.transaction().executeWithoutResult(status -> {
            queue.request("sweep", "a");
            assertThat(advanced).hasValue(0);
        });

        await().untilAtomic(advanced, org.hamcrest.Matchers.is(1));
        await().until(() -> rows("scheduled_tasks") == 0 && rows("work_request") == 0);
    }

    @Test
    void workOfATransactionThatRolledBackNeverBegins() {
        WorkQueue queue = start(key -> Work.Next.done());

        database.transaction().executeWithoutResult(status -> {
            queue.request("sweep", "a");
            status.setRollbackOnly();
        });
        queue.request("sweep", "b");

        await().untilAtomic(advanced, org.hamcrest.Matchers.is(1));
        assertThat(rows("scheduled_tasks WHERE task_instance = 'a'")).isZero();
    }

    @Test
    void aRequestWhileTheWorkRunsMakesItLookOnceMore() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch requested = new CountDownLatch(1);
        WorkQueue queue = start(key -> {
            running.countDown();
            awaitLatch(requested);
            return Work.Next.done();
        });

        queue.request("sweep", "a");
        running.await();
        queue.request("sweep", "a");
        requested.countDown();

        await().untilAtomic(advanced, org.hamcrest.Matchers.is(2));
        await().until(() -> rows("scheduled_tasks") == 0);
    }

    @Test
    void workThatFailsIsTriedAgain() {
        WorkQueue queue = start(key -> {
            if (advanced.get() < 2) {
                throw new IllegalStateException("not yet");
            }
            return Work.Next.done();
        });

        queue.request("sweep", "a");

        await().until(() -> advanced.get() == 2 && rows("scheduled_tasks") == 0);
    }

    @Test
    void workThatIsNotOverIsLookedAtAgain() {
        WorkQueue queue = start(key -> advanced.get() < 3 ? Work.Next.after(Duration.ofMillis(10)) : Work.Next.done());

        queue.request("sweep", "a");

        await().until(() -> advanced.get() == 3 && rows("scheduled_tasks") == 0);
    }

    @Test
    void whatAKilledProcessHadBegunIsTakenUpAtTheNextStart() {
        WorkQueue queue = start(key -> Work.Next.done());
        scheduler.stop();
        queue.request("sweep", "a");
        database.jdbc()
                .sql("UPDATE scheduled_tasks SET picked = true, picked_by = 'kit', last_heartbeat = now()")
                .update();

        start(key -> Work.Next.done());

        await().untilAtomic(advanced, org.hamcrest.Matchers.is(1));
    }

    private WorkQueue start(Function<String, Work.Next> step) {
        Work work = new Work() {
            @Override
            public String name() {
                return "sweep";
            }

            @Override
            public Next advance(String key) {
                advanced.incrementAndGet();
                return step.apply(key);
            }
        };
        scheduler = WorkScheduler.create(
                database.dataSource(),
                List.of(work),
                database.jdbc(),
                database.transaction(),
                Clock.systemUTC(),
                "kit");
        new WorkLifecycle(scheduler, database.jdbc(), "kit").start();
        return new WorkQueue(database.jdbc(), database.transaction(), scheduler, Clock.systemUTC());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int rows(String from) {
        return database.jdbc()
                .sql("SELECT count(*) FROM " + from)
                .query(Integer.class)
                .single();
    }
}
