package dev.cloudlet.kit.outbox;

import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Delivers the outbox to monitoring-service, at least once and in order per replica: rows are locked, sent, deleted in one
 * transaction, so that a crash between sending and deleting only sends again. Woken by commits, and every second anyway.
 */
public final class OutboxDelivery implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(OutboxDelivery.class);
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ServiceCalls services;
    private final JsonMapper json;
    private final String schema;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;
    private Thread thread = new Thread();

    OutboxDelivery(
            JdbcClient jdbc, TransactionTemplate transaction, ServiceCalls services, JsonMapper json, String schema) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.services = services;
        this.json = json;
        this.schema = schema;
    }

    /** Says that there may be something to deliver. */
    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox-" + schema).start(this::run);
    }

    private void run() {
        while (running) {
            try {
                work.tryAcquire(1, TimeUnit.SECONDS);
                work.drainPermits();
                while (running && deliver() == BATCH) {
                    log.debug("a full batch of {} left {}", BATCH, schema);
                }
            } catch (InterruptedException e) {
                return;
            } catch (AwsException | DataAccessException | TransactionException e) {
                log.debug("outbox of {} waits: {}", schema, e.toString());
            }
        }
    }

    private int deliver() {
        Integer sent = transaction.execute(status -> {
            record Row(long id, String topic, String body) {}
            List<Row> rows = jdbc.sql(
                            "SELECT id, topic, body FROM outbox ORDER BY id LIMIT :batch FOR UPDATE SKIP LOCKED")
                    .param("batch", BATCH)
                    .query((rs, n) -> new Row(rs.getLong(1), rs.getString(2), rs.getString(3)))
                    .list();
            if (!rows.isEmpty()) {
                List<OutboxEvent> events = rows.stream()
                        .map(r -> new OutboxEvent(r.topic(), schema + "-" + r.id(), json.readTree(r.body())))
                        .toList();
                services.call("monitoring-service", EventBatch.OPERATION, new EventBatch(events), Boolean.class);
                jdbc.sql("DELETE FROM outbox WHERE id IN (:ids)")
                        .param("ids", rows.stream().map(Row::id).toList())
                        .update();
            }
            return rows.size();
        });
        return sent == null ? 0 : sent;
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
