package dev.cloudlet.monitoring.trail;

import dev.cloudlet.kit.outbox.EventBatch;
import dev.cloudlet.kit.outbox.OutboxEvent;
import dev.cloudlet.kit.trail.TrailRecord;
import java.time.DateTimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes what the services deliver from their outboxes. */
@Component
class EventIntake {
    private static final Logger log = LoggerFactory.getLogger(EventIntake.class);

    private final TrailEvents events;
    private final TransactionTemplate transaction;

    EventIntake(TrailEvents events, TransactionTemplate transaction) {
        this.events = events;
        this.transaction = transaction;
    }

    /** Keeps all of a batch or nothing of it: the sender then sends it again. */
    void take(EventBatch batch) {
        transaction.executeWithoutResult(status -> batch.events().forEach(this::take));
    }

    private void take(OutboxEvent event) {
        if (!event.topic().equals(TrailRecord.TOPIC)) {
            // Refusing it would hold up everything behind it in the sender's outbox for ever.
            log.warn("event {} of the unknown topic {} is dropped", event.id(), event.topic());
            return;
        }
        try {
            events.add(TrailEvent.of(event.body()));
        } catch (IllegalArgumentException | DateTimeException e) {
            log.warn("trail event {} is not one: {}", event.id(), e.getMessage());
        }
    }
}
