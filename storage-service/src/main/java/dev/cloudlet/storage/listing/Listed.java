package dev.cloudlet.storage.listing;

import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.keeping.StorageClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What listings show of a version. */
record Listed(
        String key,
        long place,
        String versionId,
        boolean latest,
        boolean deleteMarker,
        Instant modified,
        long size,
        String etag,
        @Nullable Algorithm checksumAlgorithm,
        @Nullable String checksumType,
        @Nullable String owner,
        StorageClass storageClass) {
    static final String COLUMNS =
            "key, place, version_id, latest, delete_marker, modified, size, etag, checksum_algorithm, checksum_type,"
                    + " owner, storage_class";

    static Listed of(ResultSet row, int number) throws SQLException {
        String algorithm = row.getString("checksum_algorithm");
        return new Listed(
                row.getString("key"),
                row.getLong("place"),
                row.getString("version_id"),
                row.getBoolean("latest"),
                row.getBoolean("delete_marker"),
                row.getObject("modified", OffsetDateTime.class).toInstant(),
                row.getLong("size"),
                row.getString("etag"),
                algorithm == null ? null : Algorithm.valueOf(algorithm),
                row.getString("checksum_type"),
                row.getString("owner"),
                StorageClass.ofColumn(row.getString("storage_class")));
    }

    /** The account whose it is. */
    String owner(Bucket bucket) {
        return owner == null || !bucket.hasLists() ? bucket.account() : owner;
    }

    String quotedEtag() {
        return '"' + etag + '"';
    }

    @Nullable
    List<String> algorithms() {
        return checksumAlgorithm == null ? null : List.of(checksumAlgorithm.wireName());
    }
}
