package dev.cloudlet.gateway.route;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;
import org.springframework.http.HttpHeaders;

/**
 * The largest body that any AWS service takes in one request: 5 GiB, for one object or part of S3. A service whose limit is
 * lower applies it itself, and counts bodies that come without a length.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html">Uploading objects</a>
 */
final class BodyLimit {
    private static final long MAX_OBJECT_BYTES = 5L << 30;

    /** Chunk signatures: at most 90 bytes for every chunk of at least 8 KiB, and the trailer. */
    private static final long MAX_BYTES = MAX_OBJECT_BYTES + MAX_OBJECT_BYTES / 50;

    private BodyLimit() {}

    static boolean exceeds(HttpHeaders headers) {
        boolean chunkSigned = headers.containsHeader("x-amz-decoded-content-length");
        return headers.getContentLength() > (chunkSigned ? MAX_BYTES : MAX_OBJECT_BYTES);
    }

    static AwsException refusal() {
        return Refusal.ENTITY_TOO_LARGE
                .of("Your proposed upload exceeds the maximum allowed size")
                .with("MaxSizeAllowed", Long.toString(MAX_OBJECT_BYTES));
    }

    private enum Refusal implements ErrorCode {
        ENTITY_TOO_LARGE;

        @Override
        public String code() {
            return "EntityTooLarge";
        }

        @Override
        public int status() {
            return 400;
        }
    }
}
