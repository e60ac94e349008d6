package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import java.nio.charset.StandardCharsets;

/** The rules for keys: any characters but NUL, up to 1,024 bytes of UTF-8. */
public final class ObjectKey {
    private static final int MOST_BYTES = 1024;

    private ObjectKey() {}

    /** The key, if one can be stored under it. */
    public static String checked(String key) {
        int bytes = key.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw S3Error.KEY_TOO_LONG
                    .error()
                    .with("Size", Integer.toString(bytes))
                    .with("MaxSizeAllowed", Integer.toString(MOST_BYTES));
        }
        if (key.indexOf('\0') >= 0) {
            throw S3Error.INVALID_URI.error().with("URI", key.replace("\0", "%00"));
        }
        return key;
    }
}
