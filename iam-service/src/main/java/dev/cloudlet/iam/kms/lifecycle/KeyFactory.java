package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.KeyPolicy;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** Makes keys, with their material where that is not to be imported. */
@Component
class KeyFactory {
    private static final int FIRST_VERSION = 1;

    private final Keys keys;
    private final MaterialSource materials;

    KeyFactory(Keys keys, MaterialSource materials) {
        this.keys = keys;
        this.materials = materials;
    }

    /**
     * What a key is to be.
     *
     * @param origin AWS_KMS or EXTERNAL
     */
    record Plan(
            String account,
            String region,
            String description,
            KeySpec spec,
            KeyUsageType usage,
            OriginType origin,
            KeyManagerType manager,
            KeyPolicy policy,
            Map<String, String> tags,
            boolean multiRegion) {}

    KmsKey make(Plan plan, Instant now) {
        boolean imported = plan.origin() == OriginType.EXTERNAL;
        KmsKey key = new KmsKey(
                plan.account(),
                plan.region(),
                newId(plan.multiRegion()),
                plan.description(),
                plan.spec(),
                plan.usage(),
                plan.origin(),
                plan.manager(),
                imported ? KeyState.PENDING_IMPORT : KeyState.ENABLED,
                now.truncatedTo(ChronoUnit.MILLIS),
                null,
                null,
                plan.policy().document(),
                plan.policy().principals(),
                plan.tags(),
                primary(plan),
                imported ? 0 : FIRST_VERSION,
                null);
        keys.add(key);
        if (!imported) {
            materials.make(key, FIRST_VERSION, Kind.FIRST, key.created());
        }
        return key;
    }

    private static @Nullable String primary(Plan plan) {
        return plan.multiRegion() ? plan.region() : null;
    }

    private static String newId(boolean multiRegion) {
        String id = UUID.randomUUID().toString();
        return multiRegion ? "mrk-" + id.replace("-", "") : id;
    }
}
