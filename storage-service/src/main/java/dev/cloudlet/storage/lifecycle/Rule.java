package dev.cloudlet.storage.lifecycle;

import dev.cloudlet.storage.keeping.StorageClass;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a bucket's lifecycle configuration, as it is carried out.
 *
 * @param larger objects of more bytes than that
 * @param smaller objects of fewer bytes than that
 */
record Rule(
        String id,
        String prefix,
        Map<String, String> tags,
        @Nullable Long larger,
        @Nullable Long smaller,
        @Nullable Due expiration,
        boolean removesLoneMarkers,
        List<Transition> transitions,
        @Nullable Noncurrent noncurrentExpiration,
        List<NoncurrentTransition> noncurrentTransitions,
        @Nullable Integer abortDays) {
    private static final long LEAST_TRANSITIONED = 128 << 10;

    /** When something is due: so many days after the object was made, or from a date on. */
    record Due(@Nullable Integer days, @Nullable Instant date) {
        Instant of(Instant made) {
            return date != null ? date : Days.after(made, days == null ? 0 : days);
        }
    }

    /** A change of the storage class. */
    record Transition(Due due, StorageClass to) {}

    /**
     * The end of versions that are not current any more.
     *
     * @param days after they were replaced
     * @param newer of them that are spared
     */
    record Noncurrent(int days, int newer) {}

    /** A change of the storage class of versions that are not current any more. */
    record NoncurrentTransition(Noncurrent noncurrent, StorageClass to) {}

    /** Whether the rule is about an object of this key. */
    boolean isAbout(String key) {
        return key.startsWith(prefix);
    }

    /** Whether the rule is about this object. */
    boolean isAbout(String key, long size, Map<String, String> objectTags) {
        return isAbout(key)
                && objectTags.entrySet().containsAll(tags.entrySet())
                && (larger == null || size > larger)
                && (smaller == null || size < smaller);
    }

    /** Small objects stay where they are, unless the rule itself says a size: moving them would cost more than it saves. */
    boolean isWorthMoving(long size) {
        return size >= LEAST_TRANSITIONED || larger != null || smaller != null;
    }
}
