package dev.cloudlet.storage.bucket;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A bucket.
 *
 * @param account the account that owns it
 * @param versioning null when versioning was never switched on
 * @param ownership null when it was taken away: then objects belong to their writers
 * @param locksObjects whether Object Lock is enabled
 * @param hasLifecycle whether there are rules for what becomes of its objects in time
 * @param saysEncryption whether it was said how it encrypts
 */
public record Bucket(
        long id,
        String name,
        String account,
        String region,
        Instant created,
        @Nullable Versioning versioning,
        @Nullable Ownership ownership,
        boolean locksObjects,
        boolean hasLifecycle,
        boolean saysEncryption) {

    /**
     * Whose the objects are that other accounts write.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Object ownership</a>
     */
    public enum Ownership {
        /** All are the bucket owner's; there are no access control lists. */
        ENFORCED("BucketOwnerEnforced"),
        /** Those whose writer gives the bucket's owner full control by the canned list. */
        PREFERRED("BucketOwnerPreferred"),
        /** The writers'. */
        WRITER("ObjectWriter");

        private final String wireName;

        Ownership(String wireName) {
            this.wireName = wireName;
        }

        /** As in the ObjectOwnership element. */
        public String wireName() {
            return wireName;
        }

        /** The setting of this wire name, or null. */
        public static @Nullable Ownership of(@Nullable String wireName) {
            for (Ownership each : values()) {
                if (each.wireName.equals(wireName)) {
                    return each;
                }
            }
            return null;
        }
    }

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

    /** Whether access control lists have a say. */
    public boolean hasLists() {
        return ownership != Ownership.ENFORCED;
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
