package dev.cloudlet.kit.outbox;

import dev.cloudlet.kit.internal.ServiceCalls;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The outbox of one service, on the service's own schema. */
@Configuration(proxyBeanMethods = false)
public class OutboxConfiguration {

    @Bean
    OutboxDelivery outboxDelivery(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            ServiceCalls services,
            JsonMapper json,
            @Value("${cloudlet.schema}") String schema) {
        return new OutboxDelivery(jdbc, transaction, services, json, schema);
    }

    @Bean
    Outbox outbox(JdbcClient jdbc, OutboxDelivery delivery) {
        return new Outbox(jdbc, delivery::wake);
    }
}
