package dev.cloudlet.signature;

import org.jspecify.annotations.Nullable;

/**
 * What a client signs with.
 *
 * @param sessionToken of temporary credentials, null for long-term keys
 */
public record AccessKey(String id, String secret, @Nullable String sessionToken) {

    /** Leaves out what must not get into a log. */
    @Override
    public String toString() {
        return "AccessKey[" + id + "]";
    }
}
