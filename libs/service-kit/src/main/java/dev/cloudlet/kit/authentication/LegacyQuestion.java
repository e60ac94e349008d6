package dev.cloudlet.kit.authentication;

import org.jspecify.annotations.Nullable;

/**
 * Asks iam-service whose access key this is, and whether its secret made a signature of Version 2. That takes the secret itself,
 * so it is proved where that stays. The {@link CallerGrant} has no signing key then.
 *
 * @param signature in Base64
 * @param fromHost whether the request comes from a loopback address of the cloud's own host
 */
public record LegacyQuestion(
        String accessKeyId, @Nullable String sessionToken, String stringToSign, String signature, boolean fromHost) {
    /** The internal operation of iam-service that answers it. */
    public static final String OPERATION = "caller-by-version-2";
}
