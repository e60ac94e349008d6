package dev.cloudlet.storage.object;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of an object for it to be read.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2">RFC 9110: precedence of preconditions</a>
 */
record ReadCondition(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {

    /** Says whether the reader has it already (304); refuses if the object is not the expected one. */
    boolean isUnchanged(ObjectVersion version) {
        check(version);
        if (ifNoneMatch != null) {
            return ETags.matches(ifNoneMatch, version.etag());
        }
        return ifModifiedSince != null && !version.modified().isAfter(ifModifiedSince);
    }

    /** Refuses in every case that is not as expected, as copying does. */
    void checkAll(ObjectVersion version) {
        if (isUnchanged(version)) {
            throw failed(
                    ifNoneMatch != null ? "x-amz-copy-source-If-None-Match" : "x-amz-copy-source-If-Modified-Since");
        }
    }

    private void check(ObjectVersion version) {
        if (ifMatch != null) {
            if (!ETags.matches(ifMatch, version.etag())) {
                throw failed("If-Match");
            }
        } else if (ifUnmodifiedSince != null && version.modified().isAfter(ifUnmodifiedSince)) {
            throw failed("If-Unmodified-Since");
        }
    }

    private static AwsException failed(String condition) {
        return S3Error.PRECONDITION_FAILED.error().with("Condition", condition);
    }
}
