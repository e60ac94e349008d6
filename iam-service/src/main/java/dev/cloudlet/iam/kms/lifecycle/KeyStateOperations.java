package dev.cloudlet.iam.kms.lifecycle;

import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.iam.kms.key.KeyAccess;
import dev.cloudlet.iam.kms.key.KeyConditions;
import dev.cloudlet.iam.kms.key.Keys;
import dev.cloudlet.iam.kms.key.KmsKey;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyResponse;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.OriginType;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionResponse;

/** From one state of a key to another. */
@AwsOperations
class KeyStateOperations {
    private static final String KEY = "The key's own policy decides";
    private static final int LONGEST_DAYS = 30;
    private static final int SHORTEST_DAYS = 7;

    private final KeyAccess access;
    private final Keys keys;
    private final KeyDeletion deletion;

    KeyStateOperations(KeyAccess access, Keys keys, KeyDeletion deletion) {
        this.access = access;
        this.keys = keys;
        this.deletion = deletion;
    }

    @AuthorizedInCode(actions = "kms:EnableKey", because = KEY)
    EnableKeyResponse enableKey(Call call, EnableKeyRequest request) {
        KmsKey key = access.change(call, "kms:EnableKey", request.keyId());
        key.requireWhole();
        keys.enter(key, KeyState.ENABLED);
        return EnableKeyResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:DisableKey", because = KEY)
    DisableKeyResponse disableKey(Call call, DisableKeyRequest request) {
        KmsKey key = access.change(call, "kms:DisableKey", request.keyId());
        key.requireWhole();
        keys.enter(key, KeyState.DISABLED);
        return DisableKeyResponse.builder().build();
    }

    @AuthorizedInCode(actions = "kms:ScheduleKeyDeletion", because = KEY)
    ScheduleKeyDeletionResponse scheduleKeyDeletion(Call call, ScheduleKeyDeletionRequest request) {
        int days = Objects.requireNonNullElse(request.pendingWindowInDays(), LONGEST_DAYS);
        KmsKey key = access.change(
                call,
                "kms:ScheduleKeyDeletion",
                request.keyId(),
                KeyConditions.none().with("kms:ScheduleKeyDeletionPendingWindowInDays", days));
        if (days < SHORTEST_DAYS || days > LONGEST_DAYS) {
            throw KmsError.VALIDATION.of(
                    "1 validation error detected: Value '%d' at 'pendingWindowInDays' failed to satisfy constraint: Member must"
                            + " have value %s",
                    days,
                    days < SHORTEST_DAYS
                            ? "greater than or equal to " + SHORTEST_DAYS
                            : "less than or equal to " + LONGEST_DAYS);
        }
        key.requireNotPendingDeletion();
        boolean waits = deletion.hasReplicas(key);
        KeyState state = waits ? KeyState.PENDING_REPLICA_DELETION : KeyState.PENDING_DELETION;
        Duration window = Duration.ofDays(days);
        Instant at = waits ? null : call.time().plus(window).truncatedTo(ChronoUnit.MILLIS);
        keys.scheduleDeletion(key, state, at, days);
        if (at != null) {
            deletion.request(key, window);
        }
        return ScheduleKeyDeletionResponse.builder()
                .keyId(key.arn())
                .keyState(state)
                .deletionDate(at)
                .pendingWindowInDays(days)
                .build();
    }

    @AuthorizedInCode(actions = "kms:CancelKeyDeletion", because = KEY)
    CancelKeyDeletionResponse cancelKeyDeletion(Call call, CancelKeyDeletionRequest request) {
        KmsKey key = access.change(call, "kms:CancelKeyDeletion", request.keyId());
        if (key.state() != KeyState.PENDING_DELETION && key.state() != KeyState.PENDING_REPLICA_DELETION) {
            throw KmsError.INVALID_STATE.of("%s is not pending deletion.", key.arn());
        }
        boolean empty = key.origin() == OriginType.EXTERNAL && !deletion.hasMaterial(key, call.time());
        keys.enter(key, empty ? KeyState.PENDING_IMPORT : KeyState.DISABLED);
        return CancelKeyDeletionResponse.builder().keyId(key.arn()).build();
    }
}
