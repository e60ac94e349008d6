package dev.cloudlet.storage.bucket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket.
 *
 * @param account the account that owns it, and everything in it
 * @param versioning null when versioning was never switched on
 */
public record Bucket(
        long id,
        String name,
        String account,
        String region,
        Instant created,
        @Nullable Versioning versioning) {

    /** Whether versions are kept. Once enabled it can only be suspended. */
    public enum Versioning {
        ENABLED("Enabled"),
        SUSPENDED("Suspended");

        private final String wireName;

        Versioning(String wireName) {
            this.wireName = wireName;
        }

        /** As in the Status element. */
        public String wireName() {
            return wireName;
        }

        /** The state of this wire name, or null. */
        public static @Nullable Versioning of(@Nullable String wireName) {
            for (Versioning each : values()) {
                if (each.wireName.equals(wireName)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** The bucket's ARN. */
    public String arn() {
        return "arn:aws:s3:::" + name;
    }

    /** The ARN of an object in it. */
    public String arn(String key) {
        return arn() + "/" + key;
    }

    /** Whether a write makes a new version beside the old ones. */
    public boolean keepsVersions() {
        return versioning == Versioning.ENABLED;
    }

    /** Whether answers name versions. */
    public boolean namesVersions() {
        return versioning != null;
    }
}
