package dev.cloudlet.storage.object;

import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.facility.StagedBlob;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes a version.
 *
 * @param etag without quotes
 */
public record NewObject(
        long size, String etag, Checksum checksum, Instant modified, ObjectAttributes attributes, Bytes bytes) {

    /** Where the bytes are. */
    public sealed interface Bytes {
        /** In one piece, stored just now. */
        record Whole(StagedBlob blob) implements Bytes {}

        /** In parts, in order, already kept. */
        record Parts(List<Part> parts) implements Bytes {}
    }

    /**
     * One part.
     *
     * @param checksum of this part in Base64
     */
    public record Part(
            int number, long size, UUID blob, @Nullable String checksum) {}
}
