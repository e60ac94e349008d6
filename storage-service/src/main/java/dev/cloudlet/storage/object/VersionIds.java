package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Ids of versions, and of uploads: opaque, for a URL, and unlike one another. Permission protects, not their secrecy. */
public final class VersionIds {
    private static final int VERSION_BYTES = 24;
    private static final int UPLOAD_BYTES = 66;
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_.-]{1,1024}");

    private VersionIds() {}

    static String next() {
        return random(VERSION_BYTES);
    }

    /** A new id of an upload. */
    public static String nextUpload() {
        return random(UPLOAD_BYTES);
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

    private static String random(int count) {
        byte[] bytes = new byte[count];
        ThreadLocalRandom.current().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
