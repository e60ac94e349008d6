package dev.cloudlet.kit.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.cloudlet.kit.inprocess.InProcessServices;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.support.TransactionTemplate;

/** The scheduler of one service: db-scheduler on the service's own schema. */
@Configuration(proxyBeanMethods = false)
public class WorkConfiguration {
    /** Work in progress at once in one process; each is a virtual thread, the database's pool is the real limit. */
    private static final int CONCURRENT = 64;

    private static final Duration POLL = Duration.ofMillis(200);
    /** A replica that was killed is noticed, and its work taken over, after five missed heartbeats. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);

    @Bean
    Scheduler workScheduler(
            DataSource dataSource,
            ObjectProvider<Work> works,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<InProcessServices> inProcess,
            @Value("${cloudlet.schema}") String schema) {
        List<Task<?>> tasks = new ArrayList<>();
        works.orderedStream().forEach(work -> tasks.add(new WorkTask(work, jdbc, transaction, clock).task()));
        // One JVM for the whole cloud: its name is stable, so that it takes up at once what it had when it was killed.
        String name = inProcess.getIfAvailable() != null ? schema : schema + "-" + UUID.randomUUID();
        return Scheduler.create(new TransactionAwareDataSourceProxy(dataSource), tasks)
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(CONCURRENT)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name(schema + "-work-", 0).factory()))
                .pollingInterval(POLL)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(5)
                .shutdownMaxWait(Duration.ofSeconds(2))
                .enableImmediateExecution()
                .alwaysPersistTimestampInUTC()
                .build();
    }

    @Bean
    SmartLifecycle workLifecycle(Scheduler scheduler, JdbcClient jdbc, @Value("${cloudlet.schema}") String schema) {
        return new WorkLifecycle(scheduler, jdbc, schema);
    }

    @Bean
    WorkQueue workQueue(JdbcClient jdbc, TransactionTemplate transaction, Scheduler scheduler, Clock clock) {
        return new WorkQueue(jdbc, transaction, scheduler, clock);
    }
}
