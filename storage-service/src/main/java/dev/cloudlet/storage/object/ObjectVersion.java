package dev.cloudlet.storage.object;

import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.checksum.Checksum;
import dev.cloudlet.storage.keeping.Keeping;
import dev.cloudlet.storage.keeping.Restore;
import dev.cloudlet.storage.keeping.StorageClass;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One version of an object, or a delete marker.
 *
 * @param place smaller is newer
 * @param id what clients name it by; "null" for one made while versioning was not on
 * @param etag without quotes; empty for a delete marker
 * @param blob the bytes, if they were put in one piece
 * @param parts the number of parts, or 0
 * @param headers those like ContentType, by the names of the SDK's members
 */
public record ObjectVersion(
        String key,
        long place,
        String id,
        boolean latest,
        boolean deleteMarker,
        Instant modified,
        long size,
        String etag,
        @Nullable UUID blob,
        int parts,
        @Nullable Checksum checksum,
        Map<String, String> headers,
        Map<String, String> metadata,
        Map<String, String> tags,
        Keeping keeping,
        @Nullable Restore restore) {
    /** The id of a version made while versioning was not on. */
    public static final String NULL_ID = "null";

    /** The ETag as answers show it. */
    public String quotedEtag() {
        return '"' + etag + '"';
    }

    /** Refuses an archived object of which there is no readable copy. */
    void requireReadable(Instant now) {
        StorageClass storageClass = keeping.storageClass();
        if (storageClass.isArchive() && (restore == null || !restore.isReadable(now))) {
            throw S3Error.INVALID_OBJECT_STATE.error().with("StorageClass", storageClass.name());
        }
    }

    /** Of an object in one piece. */
    UUID wholeBlob() {
        return Objects.requireNonNull(blob, "the bytes are in parts");
    }
}
