package dev.cloudlet.iam.accesskey;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A long-lived access key.
 *
 * @param owner the unique id of its user, null for the account's root
 * @param sealedSecret opened by {@link SecretCipher}
 * @param lastUse null when it was never used
 */
public record AccessKey(
        String id,
        String account,
        @Nullable String owner,
        byte[] sealedSecret,
        boolean active,
        Instant created,
        @Nullable LastUse lastUse) {

    /** When and for what a key was last used. */
    public record LastUse(Instant time, String region, String service) {}

    /** Leaves the secret out, sealed as it is. */
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
