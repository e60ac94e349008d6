package dev.cloudlet.storage.object;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of a key at the moment it is written.
 *
 * @param ifMatch an ETag that the object must have, or *: it must exist
 * @param absent there must be no object
 */
public record WriteCondition(@Nullable String ifMatch, boolean absent) {

    /** Of the headers of a request. */
    public static WriteCondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && (!ifNoneMatch.equals("*") || ifMatch != null)) {
            throw S3Error.NOT_IMPLEMENTED
                    .error()
                    .with("Header", "If-None-Match")
                    .with(
                            "additionalMessage",
                            "We don't accept the provided value of If-None-Match header for this API");
        }
        return new WriteCondition(ifMatch, ifNoneMatch != null);
    }

    /** No condition. */
    public static WriteCondition none() {
        return new WriteCondition(null, false);
    }

    /** Whether the current version has to be looked at. */
    boolean isSet() {
        return absent || ifMatch != null;
    }

    /** Refuses the write if the condition does not hold. */
    void check(String key, Optional<ObjectVersion> latest) {
        Optional<ObjectVersion> current = latest.filter(version -> !version.deleteMarker());
        if (absent && current.isPresent()) {
            throw failed("If-None-Match");
        }
        if (ifMatch != null) {
            ObjectVersion version =
                    current.orElseThrow(() -> S3Error.NO_SUCH_KEY.error().with("Key", key));
            if (!ETags.matches(ifMatch, version.etag())) {
                throw failed("If-Match");
            }
        }
    }

    private static AwsException failed(String header) {
        return S3Error.PRECONDITION_FAILED.error().with("Condition", header);
    }
}
