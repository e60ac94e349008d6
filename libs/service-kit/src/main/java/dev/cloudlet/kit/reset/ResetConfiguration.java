package dev.cloudlet.kit.reset;

import dev.cloudlet.kit.internal.InternalOperation;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers the gateway's word to reset. */
@Configuration(proxyBeanMethods = false)
public class ResetConfiguration {
    /** The internal operation. */
    public static final String OPERATION = "reset";

    @Bean
    InternalOperation<Boolean, Boolean> resetOperation(
            ObjectProvider<Resettable> parts, JdbcClient jdbc, TransactionTemplate transaction) {
        return new InternalOperation<>(OPERATION, Boolean.class, everything -> {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("DELETE FROM outbox").update();
                jdbc.sql("DELETE FROM scheduled_tasks WHERE NOT picked").update();
                jdbc.sql("DELETE FROM work_request").update();
            });
            parts.orderedStream().forEach(Resettable::reset);
            return true;
        });
    }
}
