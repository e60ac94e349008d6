package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.protocol.AwsException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/**
 * A KMS key, without its material.
 *
 * @param deletion when it is to be deleted, null unless that is pending
 * @param pendingDays of a primary key whose replicas are still there: how long it waits after the last of them is gone
 * @param principals the users and roles that its policy names, by ARN: their unique ids
 * @param primaryRegion of a multi-Region key; null for any other
 * @param version of the material that encrypts now; 0 while none has been imported
 * @param rotation null when it is not rotated by itself
 */
public record KmsKey(
        String account,
        String region,
        String id,
        String description,
        KeySpec spec,
        KeyUsageType usage,
        OriginType origin,
        KeyManagerType manager,
        KeyState state,
        Instant created,
        @Nullable Instant deletion,
        @Nullable Integer pendingDays,
        String policy,
        Map<String, String> principals,
        Map<String, String> tags,
        @Nullable String primaryRegion,
        int version,
        @Nullable Rotation rotation) {

    /** How often a key is rotated by itself, and when next. */
    public record Rotation(int days, Instant next) {}

    public KmsKey {
        principals = Map.copyOf(principals);
        tags = Map.copyOf(tags);
    }

    public String arn() {
        return arn(account, region, id);
    }

    /** The ARN of a key, there or not. */
    public static String arn(String account, String region, String id) {
        return "arn:aws:kms:" + region + ":" + account + ":key/" + id;
    }

    public boolean symmetric() {
        return spec == KeySpec.SYMMETRIC_DEFAULT;
    }

    /** Whether it is a pair, whose public key everyone may know. */
    public boolean asymmetric() {
        return !symmetric() && usage != KeyUsageType.GENERATE_VERIFY_MAC;
    }

    public boolean multiRegion() {
        return primaryRegion != null;
    }

    /**
     * Returns for a key that may do what its usage says.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">Key states of AWS KMS keys</a>
     */
    public void requireEnabled() {
        if (state == KeyState.DISABLED) {
            throw KmsError.DISABLED.of("%s is disabled.", arn());
        }
        if (state != KeyState.ENABLED) {
            throw wrongState();
        }
    }

    /** Returns unless the key is about to be deleted. */
    public void requireNotPendingDeletion() {
        if (state == KeyState.PENDING_DELETION || state == KeyState.PENDING_REPLICA_DELETION) {
            throw wrongState();
        }
    }

    /** Returns unless the key is about to be deleted, or has no material. */
    public void requireWhole() {
        requireNotPendingDeletion();
        if (state == KeyState.PENDING_IMPORT) {
            throw wrongState();
        }
    }

    public void requireUsage(KeyUsageType wanted, String operation) {
        if (usage != wanted) {
            throw KmsError.INVALID_KEY_USAGE.of(
                    "%s key usage is %s which is not valid for %s.", arn(), usage, operation);
        }
    }

    private AwsException wrongState() {
        String is =
                switch (state) {
                    case PENDING_DELETION -> "is pending deletion.";
                    case PENDING_REPLICA_DELETION -> "is pending replica deletion.";
                    case PENDING_IMPORT -> "is pending import.";
                    case ENABLED, DISABLED, CREATING, UPDATING, UNAVAILABLE, UNKNOWN_TO_SDK_VERSION ->
                        "is " + state + ".";
                };
        return KmsError.INVALID_STATE.of("%s %s", arn(), is);
    }
}
