package dev.cloudlet.iam.account;

import org.jspecify.annotations.Nullable;

/** A new account with its root user's access key, whose secret is shown this once. */
public record CreatedAccount(
        String accountId,
        String canonicalId,
        @Nullable String displayName,
        @Nullable String email,
        String arn,
        String accessKeyId,
        String secretAccessKey) {

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "CreatedAccount[" + accountId + "]";
    }
}
