package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.KmsPage;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.iam.kms.key.KmsKey.Rotation;
import dev.cloudlet.iam.kms.key.Material;
import dev.cloudlet.iam.kms.key.Material.Kind;
import dev.cloudlet.iam.kms.key.Materials;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeyMaterialState;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandResponse;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

/**
 * When a symmetric key gets new material.
 *
 * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html">Rotate AWS KMS keys</a>
 */
@AwsOperations
class RotationOperations {
    private static final String KEY = "The key's own policy decides";
    private static final int USUAL_DAYS = 365;
    private static final int MOST_ON_DEMAND = 25;

    private final KeyAccess access;
    private final Keys keys;
    private final Materials materials;
    private final KeyRotation rotation;

    RotationOperations(KeyAccess access, Keys keys, Materials materials, KeyRotation rotation) {
        this.access = access;
        this.keys = keys;
        this.materials = materials;
        this.rotation = rotation;
    }

    @AuthorizedInCode(actions = "kms:EnableKeyRotation", because = KEY)
    EnableKeyRotationResponse enableKeyRotation(Call call, EnableKeyRotationRequest request) {
        KmsKey key = access.change(
                call,
                "kms:EnableKeyRotation",
                request.keyId(),
                KeyConditions.none().with("kms:RotationPeriodInDays", request.rotationPeriodInDays()));
        requireRotatable(key);
        key.requireEnabled();
        rotation.begin(key, Objects.requireNonNullElse(request.rotationPeriodInDays(), USUAL_DAYS), call.time());
        return EnableKeyRotationResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:DisableKeyRotation", because = KEY)
    DisableKeyRotationResponse disableKeyRotation(Call call, DisableKeyRotationRequest request) {
        KmsKey key = access.change(call, "kms:DisableKeyRotation", request.keyId());
        requireRotatable(key);
        key.requireEnabled();
        keys.setRotation(key, null);
        return DisableKeyRotationResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:GetKeyRotationStatus", because = KEY)
    GetKeyRotationStatusResponse getKeyRotationStatus(Call call, GetKeyRotationStatusRequest request) {
        KmsKey key = access.byKey(call, "kms:GetKeyRotationStatus", request.keyId(), KeyConditions.none());
        requireRotatable(key);
        key.requireNotPendingDeletion();
        Rotation current = key.rotation();
        return GetKeyRotationStatusResponse.builder()
                .keyId(key.arn())
                .keyRotationEnabled(current != null)
                .rotationPeriodInDays(current == null ? null : current.days())
                .nextRotationDate(current == null ? null : current.next())
                .build();
    }

    @AuthorizedInCode(actions = "kms:RotateKeyOnDemand", because = KEY)
    RotateKeyOnDemandResponse rotateKeyOnDemand(Call call, RotateKeyOnDemandRequest request) {
        KmsKey key = access.change(call, "kms:RotateKeyOnDemand", request.keyId());
        requireRotatable(key);
        key.requireEnabled();
        long before = materials.all(key).stream()
                .filter(each -> each.kind() == Kind.ON_DEMAND)
                .count();
        if (before >= MOST_ON_DEMAND) {
            throw KmsError.LIMIT_EXCEEDED.of("%s has been rotated on demand %d times.", key.arn(), MOST_ON_DEMAND);
        }
        rotation.rotate(key, Kind.ON_DEMAND, call.time());
        return RotateKeyOnDemandResponse.builder().keyId(key.id()).build();
    }

    @AuthorizedInCode(actions = "kms:ListKeyRotations", because = KEY)
    ListKeyRotationsResponse listKeyRotations(Call call, ListKeyRotationsRequest request) {
        KmsKey key = access.own(call, "kms:ListKeyRotations", request.keyId());
        requireRotatable(key);
        boolean all = request.includeKeyMaterial() == IncludeKeyMaterial.ALL_KEY_MATERIAL;
        KmsPage.Wanted wanted = KmsPage.wanted(request.marker(), request.limit(), 100);
        List<Material> rows = materials.all(key).stream()
                .filter(each -> all || each.kind() != Kind.FIRST)
                .filter(each -> order(each).compareTo(wanted.after()) > 0)
                .limit(wanted.rows())
                .toList();
        KmsPage<Material> page = KmsPage.of(rows, wanted, RotationOperations::order);
        return ListKeyRotationsResponse.builder()
                .rotations(page.map(each -> view(key, each)))
                .truncated(page.truncated())
                .nextMarker(page.nextMarker())
                .build();
    }

    /** The newest comes first. */
    private static String order(Material material) {
        return String.format(Locale.ROOT, "%010d", Integer.MAX_VALUE - material.version());
    }

    private static RotationsListEntry view(KmsKey key, Material material) {
        boolean first = material.kind() == Kind.FIRST;
        return RotationsListEntry.builder()
                .keyId(key.id())
                .keyMaterialId(material.id())
                .keyMaterialState(
                        material.version() == key.version() ? KeyMaterialState.CURRENT : KeyMaterialState.NON_CURRENT)
                .rotationDate(first ? null : material.created())
                .rotationType(
                        first ? null : RotationType.fromValue(material.kind().name()))
                .build();
    }

    private static void requireRotatable(KmsKey key) {
        if (!key.symmetric() || key.origin() != OriginType.AWS_KMS) {
            throw KmsError.UNSUPPORTED.of(
                    "%s has the spec %s and the origin %s: it is not rotated.", key.arn(), key.spec(), key.origin());
        }
    }
}
