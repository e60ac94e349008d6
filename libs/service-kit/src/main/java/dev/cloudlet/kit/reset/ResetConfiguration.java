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
    Tables tables(JdbcClient jdbc) {
        return new Tables(jdbc);
    }

    @Bean
    InternalOperation<Boolean, Boolean> resetOperation(
            ObjectProvider<Resettable> parts, Tables tables, JdbcClient jdbc, TransactionTemplate transaction) {
        return new InternalOperation<>(OPERATION, Boolean.class, everything -> {
            new ServiceReset(parts.orderedStream().toList(), tables, jdbc, transaction).run();
            return true;
        });
    }
}
