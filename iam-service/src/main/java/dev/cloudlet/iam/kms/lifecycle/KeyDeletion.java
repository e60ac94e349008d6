package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Materials;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.kit.work.WorkQueue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.kms.model.KeyState;

/** Deletes keys whose time has come, with all their material: what they encrypted is lost then. */
@Component
class KeyDeletion implements Work {
    static final String NAME = "kms-key-deletion";

    private final Keys keys;
    private final Materials materials;
    private final WorkQueue queue;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeyDeletion(Keys keys, Materials materials, WorkQueue queue, TransactionTemplate transaction, Clock clock) {
        this.keys = keys;
        this.materials = materials;
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
    }

    void request(KmsKey key, Duration delay) {
        queue.request(NAME, KeyName.of(key), delay);
    }

    /** Whether this is a primary key with replicas, which go first. */
    boolean hasReplicas(KmsKey key) {
        return key.region().equals(key.primaryRegion())
                && keys.everywhere(key.account(), key.id()).size() > 1;
    }

    boolean hasMaterial(KmsKey key, Instant now) {
        Material material = materials.find(key, key.version());
        return material != null && material.there(now);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        return Objects.requireNonNull(transaction.execute(status -> step(KeyName.parse(key))));
    }

    private Next step(KeyName name) {
        KmsKey key = keys.lock(name.account(), name.region(), name.id());
        if (key == null || key.state() != KeyState.PENDING_DELETION || key.deletion() == null) {
            return Next.done();
        }
        Instant now = clock.instant();
        if (now.isBefore(key.deletion())) {
            return Next.after(Duration.between(now, key.deletion()));
        }
        keys.remove(key);
        beginPrimary(key, now);
        return Next.done();
    }

    /** After its last replica the primary key's own waiting time begins. */
    private void beginPrimary(KmsKey gone, Instant now) {
        if (gone.primaryRegion() == null) {
            return;
        }
        KmsKey primary = keys.lock(gone.account(), gone.primaryRegion(), gone.id());
        if (primary != null
                && primary.state() == KeyState.PENDING_REPLICA_DELETION
                && primary.pendingDays() != null
                && !hasReplicas(primary)) {
            Duration window = Duration.ofDays(primary.pendingDays());
            keys.scheduleDeletion(
                    primary,
                    KeyState.PENDING_DELETION,
                    now.plus(window).truncatedTo(ChronoUnit.MILLIS),
                    primary.pendingDays());
            request(primary, window);
        }
    }
}
