package dev.cloudlet.iam.sts;

import java.time.Instant;

/** Temporary credentials as they are given out, once. */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {

    software.amazon.awssdk.services.sts.model.Credentials view() {
        return software.amazon.awssdk.services.sts.model.Credentials.builder()
                .accessKeyId(accessKeyId)
                .secretAccessKey(secretAccessKey)
                .sessionToken(sessionToken)
                .expiration(expiration)
                .build();
    }

    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "Credentials[" + accessKeyId + "]";
    }
}
