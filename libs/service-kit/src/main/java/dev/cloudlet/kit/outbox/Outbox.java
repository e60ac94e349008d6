package dev.cloudlet.kit.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;

/** Writes events into the transaction that causes them: they leave if and only if it commits. */
public final class Outbox {
    private final JdbcClient jdbc;
    private final Runnable wake;

    Outbox(JdbcClient jdbc, Runnable wake) {
        this.jdbc = jdbc;
        this.wake = wake;
    }

    /** Adds one event to the running transaction. */
    public void add(String topic, JsonNode body) {
        jdbc.sql("INSERT INTO outbox (topic, body) VALUES (:topic, :body::json)")
                .param("topic", topic)
                .param("body", body.toString())
                .update();
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCommit() {
                    wake.run();
                }
            });
        } else {
            wake.run();
        }
    }
}
