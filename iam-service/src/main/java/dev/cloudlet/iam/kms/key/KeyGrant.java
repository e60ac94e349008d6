package dev.cloudlet.iam.kms.key;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What somebody may do with a key beside what policies say.
 *
 * @param id 64 hexadecimal digits
 * @param granteeId the unique id of the grantee, where it is a user or a role of this cloud
 * @param operations as in CreateGrant, sorted
 * @param issuer the account that gave it
 */
public record KeyGrant(
        String account,
        String region,
        String keyId,
        String id,
        @Nullable String name,
        String grantee,
        @Nullable String granteeId,
        @Nullable String retiring,
        @Nullable String retiringId,
        String issuer,
        List<String> operations,
        Constraints constraints,
        Instant created) {

    /** What the encryption context must have, or be; null does not limit. */
    public record Constraints(
            @Nullable Map<String, String> subset, @Nullable Map<String, String> equals) {
        public boolean none() {
            return subset == null && equals == null;
        }
    }

    public KeyGrant {
        operations = List.copyOf(operations);
    }

    /** Whether both give the same to the same. */
    public boolean says(KeyGrant other) {
        return grantee.equals(other.grantee)
                && Objects.equals(granteeId, other.granteeId)
                && Objects.equals(retiring, other.retiring)
                && issuer.equals(other.issuer)
                && operations.equals(other.operations)
                && constraints.equals(other.constraints);
    }

    public String keyArn() {
        return KmsKey.arn(account, region, keyId);
    }
}
