package dev.cloudlet.kit.work;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.cloudlet.kit.inprocess.InProcessServices;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The scheduler of one service: db-scheduler on the service's own schema. */
@Configuration(proxyBeanMethods = false)
public class WorkConfiguration {
    @Bean
    Scheduler workScheduler(
            DataSource dataSource,
            ObjectProvider<Work> works,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<InProcessServices> inProcess,
            @Value("${cloudlet.schema}") String schema) {
        // One JVM for the whole cloud: its name is stable, so that it takes up at once what it had when it was killed.
        String name = inProcess.getIfAvailable() != null ? schema : schema + "-" + UUID.randomUUID();
        return WorkScheduler.create(dataSource, works.orderedStream().toList(), jdbc, transaction, clock, name);
    }

    @Bean
    SmartLifecycle workLifecycle(Scheduler scheduler, JdbcClient jdbc, @Value("${cloudlet.schema}") String schema) {
        return new WorkLifecycle(scheduler, jdbc, schema);
    }

    @Bean
    WorkQueue workQueue(
            JdbcClient jdbc, TransactionTemplate transaction, ObjectProvider<Scheduler> scheduler, Clock clock) {
        return new WorkQueue(jdbc, transaction, scheduler::getObject, clock);
    }
}
