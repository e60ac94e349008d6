package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.KmsKey.Rotation;
import dev.cloudlet.iam.kms.key.Material.Kind;
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

/** Gives keys new material. What was encrypted with the old one stays readable: every version is kept. */
@Component
class KeyRotation implements Work {
    static final String NAME = "kms-key-rotation";

    /** A key that cannot be rotated when its time has come is looked after so often. */
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Keys keys;
    private final MaterialSource materials;
    private final WorkQueue queue;
    private final TransactionTemplate transaction;
    private final Clock clock;

    KeyRotation(Keys keys, MaterialSource materials, WorkQueue queue, TransactionTemplate transaction, Clock clock) {
        this.keys = keys;
        this.materials = materials;
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** From now on every so many days. */
    void begin(KmsKey key, int days, Instant now) {
        Duration period = Duration.ofDays(days);
        keys.setRotation(key, new Rotation(days, now.plus(period).truncatedTo(ChronoUnit.MILLIS)));
        queue.request(NAME, KeyName.of(key), period);
    }

    /** At once. The key must be held. */
    void rotate(KmsKey key, Kind why, Instant now) {
        int version = key.version() + 1;
        materials.make(key, version, why, now.truncatedTo(ChronoUnit.MILLIS));
        keys.setVersion(key, version);
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
        if (key == null || key.rotation() == null) {
            return Next.done();
        }
        Rotation rotation = key.rotation();
        Instant now = clock.instant();
        if (now.isBefore(rotation.next())) {
            return Next.after(Duration.between(now, rotation.next()));
        }
        if (key.state() != KeyState.ENABLED) {
            return Next.after(PATIENCE);
        }
        rotate(key, Kind.AUTOMATIC, now);
        Duration period = Duration.ofDays(rotation.days());
        keys.setRotation(key, new Rotation(rotation.days(), now.plus(period).truncatedTo(ChronoUnit.MILLIS)));
        return Next.after(period);
    }
}
