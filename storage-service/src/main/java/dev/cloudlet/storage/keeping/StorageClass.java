package dev.cloudlet.storage.keeping;

import org.jspecify.annotations.Nullable;

/**
 * The storage classes of general-purpose buckets.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html">Storage classes</a>
 */
public enum StorageClass {
    STANDARD(3),
    STANDARD_IA(3),
    ONEZONE_IA(1),
    INTELLIGENT_TIERING(3),
    GLACIER_IR(3),
    GLACIER(3),
    DEEP_ARCHIVE(3),
    REDUCED_REDUNDANCY(2);

    private final int copies;

    StorageClass(int copies) {
        this.copies = copies;
    }

    /** In how many facilities the bytes are kept, where there are so many. */
    public int copies() {
        return copies;
    }

    /** Whether an object has to be restored before it can be read. */
    public boolean isArchive() {
        return this == GLACIER || this == DEEP_ARCHIVE;
    }

    /** Whether objects move from the other class to this one, and not the other way round. */
    public boolean isBelow(StorageClass other) {
        return depth() > other.depth();
    }

    private int depth() {
        return switch (this) {
            case STANDARD, REDUCED_REDUNDANCY -> 0;
            case STANDARD_IA -> 1;
            case INTELLIGENT_TIERING -> 2;
            case ONEZONE_IA -> 3;
            case GLACIER_IR -> 4;
            case GLACIER -> 5;
            case DEEP_ARCHIVE -> 6;
        };
    }

    /** As answers name it: of the usual class they say nothing. */
    public @Nullable String shown() {
        return this == STANDARD ? null : name();
    }

    /** The class of this name, or null. */
    public static @Nullable StorageClass of(@Nullable String name) {
        for (StorageClass each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /** The class in a column, where the usual one is null. */
    public static StorageClass ofColumn(@Nullable String name) {
        return name == null ? STANDARD : valueOf(name);
    }
}
