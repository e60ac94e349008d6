package dev.cloudlet.kit.role;

import java.time.Instant;

/** The temporary credentials of a role session. */
public record RoleCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
    /** Leaves the secrets out. */
    @Override
    public String toString() {
        return "RoleCredentials[" + accessKeyId + "]";
    }
}
