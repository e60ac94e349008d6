package dev.cloudlet.kit.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** db-scheduler, set up for {@link Work}. */
final class WorkScheduler {
    /** Work in progress at once in one process; each is a virtual thread, the database's pool is the real limit. */
    private static final int CONCURRENT = 64;

    private static final Duration POLL = Duration.ofMillis(200);

    /** A replica that was killed is noticed, and its work taken over, after five missed heartbeats. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    private static final int MISSED_HEARTBEATS = 5;

    private WorkScheduler() {}

    static Scheduler create(
            DataSource dataSource,
            List<Work> works,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            String name) {
        List<Task<?>> tasks = new ArrayList<>();
        works.forEach(work -> tasks.add(new WorkTask(work, jdbc, transaction, clock).task()));
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), tasks)
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(CONCURRENT)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(name + "-work-", 0).factory()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .failureLogging(LogLevel.DEBUG, false) // WorkTask says it, once
                .enableImmediateExecution()
                .alwaysPersistTimestampInUTC()
                .build();
    }
}
