package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Ids of versions, and of uploads: opaque, for a URL, and unlike one another. Hidden in each is its place in listings, so that a
 * listing can go on after one that has been removed meanwhile. Permission protects, not secrecy.
 */
public final class VersionIds {
    private static final int VERSION_BYTES = 24;
    private static final int UPLOAD_BYTES = 66;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.-]{1,1024}");

    private VersionIds() {}

    /** The id of a version in this place. */
    static String ofVersion(long place) {
        return hide(place, VERSION_BYTES);
    }

    /** The id of an upload in this place. */
    public static String ofUpload(long place) {
        return hide(place, UPLOAD_BYTES);
    }

    /** The place, of any id that looks like one of ours. */
    public static Optional<Long> place(String id) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(id));
            return bytes.capacity() == VERSION_BYTES || bytes.capacity() == UPLOAD_BYTES
                    ? Optional.of(bytes.getLong(0) ^ bytes.getLong(Long.BYTES))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An id as a client gives it; null stays null, and what cannot be one is refused. */
    public static @Nullable String checked(@Nullable String versionId) {
        if (versionId == null || SHAPE.matcher(versionId).matches()) {
            return versionId;
        }
        String problem = versionId.isEmpty() ? "Version id cannot be the empty string" : "Invalid version id specified";
        throw S3Error.INVALID_ARGUMENT
                .of(problem)
                .with("ArgumentName", "versionId")
                .with("ArgumentValue", versionId);
    }

    private static String hide(long place, int count) {
        byte[] bytes = new byte[count];
        ThreadLocalRandom.current().nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        buffer.putLong(Long.BYTES, place ^ buffer.getLong(0));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
