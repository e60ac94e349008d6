package dev.cloudlet.iam.kms.key;

import java.time.Instant;

/** Another name for a key. */
public record Alias(String account, String region, String name, String keyId, Instant created, Instant updated) {
    public String arn() {
        return arn(account, region, name);
    }

    /**
     * @param name with its {@code alias/}
     */
    public static String arn(String account, String region, String name) {
        return "arn:aws:kms:" + region + ":" + account + ":" + name;
    }
}
