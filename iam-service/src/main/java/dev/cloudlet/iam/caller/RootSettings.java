package dev.cloudlet.iam.caller;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The access key of the first account's root user ({@code cloudlet.root.*}).
 *
 * @param accessKeyId 1 to 128 letters, digits and underscores
 * @param secretAccessKey never logged
 */
@ConfigurationProperties("cloudlet.root")
public record RootSettings(
        @DefaultValue("test") String accessKeyId,
        @DefaultValue("test") String secretAccessKey) {
    public RootSettings {
        if (!accessKeyId.matches("\\w{1,128}")) {
            throw new IllegalArgumentException(
                    "cloudlet.root.access-key-id must be 1 to 128 letters, digits and underscores");
        }
        if (secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("cloudlet.root.secret-access-key must not be empty");
        }
    }

    /** Whether everybody knows the secret. */
    boolean wellKnown() {
        return secretAccessKey.equals("test");
    }

    @Override
    public String toString() {
        return "RootSettings[" + accessKeyId + "]";
    }
}
