package dev.cloudlet.iam.sts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What is kept of a session token. */
final class SessionToken {
    private SessionToken() {}

    static byte[] hash(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
