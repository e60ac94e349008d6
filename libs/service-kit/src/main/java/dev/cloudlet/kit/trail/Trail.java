package dev.cloudlet.kit.trail;

import dev.cloudlet.kit.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.SdkPojo;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes calls down. What changed something is written in the transaction of the change; what only read or was refused is
 * gathered for a fraction of a second, so that reading costs no disk write of its own: a crash may lose that fraction.
 */
public final class Trail implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(Trail.class);
    private static final int CAPACITY = 10_000;
    private static final int BATCH = 1_000;

    private final Outbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final PojoJson pojos;
    private final BlockingQueue<JsonNode> gathered = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean running;
    private Thread thread = new Thread();

    public Trail(Outbox outbox, JdbcClient jdbc, TransactionTemplate transaction, JsonMapper json) {
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.json = json;
        this.pojos = new PojoJson(json);
    }

    /** A request or response in the trail's form. */
    public @Nullable JsonNode parameters(@Nullable SdkPojo pojo) {
        return pojos.of(pojo);
    }

    /** Writes into the running transaction. */
    public void write(TrailRecord entry) {
        outbox.add(TrailRecord.TOPIC, entry.json(json));
    }

    /** Writes soon. When too much has gathered, the caller waits for its own write. */
    public void gather(TrailRecord entry) {
        JsonNode node = entry.json(json);
        if (!gathered.offer(node)) {
            store(List.of(node));
        }
    }

    private void run() {
        while (running) {
            try {
                JsonNode first = gathered.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    List<JsonNode> batch = new ArrayList<>();
                    batch.add(first);
                    gathered.drainTo(batch, BATCH - 1);
                    store(batch);
                }
            } catch (InterruptedException e) {
                return;
            } catch (DataAccessException | TransactionException e) {
                log.warn("trail records were lost: {}", e.toString());
            }
        }
    }

    private void store(List<JsonNode> batch) {
        transaction.executeWithoutResult(status -> {
            jdbc.sql("SET LOCAL synchronous_commit = off").update();
            batch.forEach(node -> outbox.add(TrailRecord.TOPIC, node));
        });
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("trail").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
        List<JsonNode> rest = new ArrayList<>();
        gathered.drainTo(rest);
        if (!rest.isEmpty()) {
            store(rest);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
