package dev.cloudlet.kit.outbox;

import java.util.List;

/** What one delivery carries, oldest first. The receiver keeps all of it in one transaction, or fails and gets it again. */
public record EventBatch(List<OutboxEvent> events) {
    /** The internal operation of monitoring-service that takes it. */
    public static final String OPERATION = "events";
}
