package dev.cloudlet.iam.sts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A session as the database has it.
 *
 * @param tokenHash SHA-256 of the session token: who reads the database cannot use the session
 * @param sealedSecret opened by {@link dev.cloudlet.iam.accesskey.SecretCipher}
 */
public record StoredSession(String accessKeyId, Session session, byte[] tokenHash, byte[] sealedSecret) {

    /** Whether the token is the one that was given out with this access key. */
    public boolean has(@Nullable String token) {
        return token != null
                && MessageDigest.isEqual(tokenHash, SessionToken.hash(token.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "StoredSession[" + accessKeyId + "]";
    }
}
