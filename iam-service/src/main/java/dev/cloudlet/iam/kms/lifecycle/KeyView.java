package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Materials;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.kms.model.ExpirationModelType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.MultiRegionConfiguration;
import software.amazon.awssdk.services.kms.model.MultiRegionKey;
import software.amazon.awssdk.services.kms.model.MultiRegionKeyType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** Keys in AWS's form. */
@Component
class KeyView {
    private final Keys keys;
    private final Materials materials;

    KeyView(Keys keys, Materials materials) {
        this.keys = keys;
        this.materials = materials;
    }

    // Clients from before KeySpec read the deprecated member, as they do from AWS.
    @SuppressWarnings("deprecation")
    KeyMetadata of(KmsKey key, Instant now) {
        Material material = materials.find(key, key.version());
        boolean there = material != null && material.there(now);
        KeyState state = state(key, there);
        KeyMetadata.Builder view = KeyMetadata.builder()
                .awsAccountId(key.account())
                .keyId(key.id())
                .arn(key.arn())
                .creationDate(key.created())
                .enabled(state == KeyState.ENABLED)
                .description(key.description())
                .keyUsage(key.usage())
                .keyState(state)
                .deletionDate(key.deletion())
                .pendingDeletionWindowInDays(state == KeyState.PENDING_REPLICA_DELETION ? key.pendingDays() : null)
                .origin(key.origin())
                .keyManager(key.manager())
                .keySpec(key.spec())
                .customerMasterKeySpec(key.spec().toString())
                .multiRegion(key.multiRegion());
        KeyAlgorithms.describe(key, view);
        if (material != null && key.spec() == KeySpec.SYMMETRIC_DEFAULT) {
            view.currentKeyMaterialId(material.id());
        }
        if (key.origin() == OriginType.EXTERNAL && material != null && there) {
            view.expirationModel(
                            material.expires() == null
                                    ? ExpirationModelType.KEY_MATERIAL_DOES_NOT_EXPIRE
                                    : ExpirationModelType.KEY_MATERIAL_EXPIRES)
                    .validTo(material.expires());
        }
        if (key.primaryRegion() != null) {
            view.multiRegionConfiguration(everywhere(key, key.primaryRegion()));
        }
        return view.build();
    }

    /** Imported material expires at its moment, not when somebody looks after it. */
    private static KeyState state(KmsKey key, boolean there) {
        boolean usable = key.state() == KeyState.ENABLED || key.state() == KeyState.DISABLED;
        return usable && !there ? KeyState.PENDING_IMPORT : key.state();
    }

    private MultiRegionConfiguration everywhere(KmsKey key, String primary) {
        List<KmsKey> related = keys.everywhere(key.account(), key.id());
        return MultiRegionConfiguration.builder()
                .multiRegionKeyType(
                        primary.equals(key.region()) ? MultiRegionKeyType.PRIMARY : MultiRegionKeyType.REPLICA)
                .primaryKey(view(related.stream()
                        .filter(each -> each.region().equals(primary))
                        .findFirst()
                        .orElse(null)))
                .replicaKeys(related.stream()
                        .filter(each -> !each.region().equals(primary))
                        .map(KeyView::view)
                        .toList())
                .build();
    }

    private static @Nullable MultiRegionKey view(@Nullable KmsKey key) {
        return key == null
                ? null
                : MultiRegionKey.builder().arn(key.arn()).region(key.region()).build();
    }
}
