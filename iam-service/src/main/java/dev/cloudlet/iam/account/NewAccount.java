package dev.cloudlet.iam.account;

import org.jspecify.annotations.Nullable;

/**
 * What somebody asks an account to be; whatever is left out is made up.
 *
 * @param accountId 12 digits
 * @param canonicalId 64 hexadecimal digits
 * @param displayName 1 to 256 characters
 * @param email of the root user
 * @param accessKeyId of the root user, 16 to 128 letters, digits and underscores
 * @param secretAccessKey 16 to 128 characters; given exactly when the key's id is
 */
public record NewAccount(
        @Nullable String accountId,
        @Nullable String canonicalId,
        @Nullable String displayName,
        @Nullable String email,
        @Nullable String accessKeyId,
        @Nullable String secretAccessKey) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "NewAccount[" + accountId + "]";
    }
}
