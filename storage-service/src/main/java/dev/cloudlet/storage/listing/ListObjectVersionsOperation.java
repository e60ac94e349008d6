package dev.cloudlet.storage.listing;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.listing.Page.Last;
import dev.cloudlet.storage.object.ObjectVersion;
import dev.cloudlet.storage.object.VersionIds;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.Owner;

/** All versions in a bucket. */
@AwsOperations
class ListObjectVersionsOperation {
    private final Buckets buckets;
    private final Listings listings;
    private final Owners owners;

    ListObjectVersionsOperation(Buckets buckets, Listings listings, Owners owners) {
        this.buckets = buckets;
        this.listings = listings;
        this.owners = owners;
    }

    @Authorize(
            action = "s3:ListBucketVersions",
            resource = "arn:aws:s3:::{Bucket}",
            keys = {"s3:prefix={Prefix}", "s3:delimiter={Delimiter}", "s3:max-keys={MaxKeys}"})
    ListObjectVersionsResponse listObjectVersions(Call call, ListObjectVersionsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        EncodingTypes.check(request.encodingTypeAsString());
        KeyRange keys = KeyRange.of(request.prefix(), request.delimiter());
        int most = KeyRange.limit(request.maxKeys(), "maxKeys");
        Page<Listed> page = listings.versions(bucket, keys, start(bucket, request, keys), most);
        ListObjectVersionsResponse.Builder answer = ListObjectVersionsResponse.builder()
                .name(bucket.name())
                .prefix(keys.prefix())
                .delimiter(keys.delimiter())
                .encodingType(request.encodingTypeAsString())
                .keyMarker(request.keyMarker() == null ? "" : request.keyMarker())
                .versionIdMarker(request.versionIdMarker() == null ? "" : request.versionIdMarker())
                .maxKeys(most)
                .isTruncated(page.truncated())
                .commonPrefixes(CommonPrefixes.of(page.groups()));
        addRows(answer, page.rows(), bucket);
        switch (page.last()) {
            case null -> {}
            case Last.Row<Listed>(var row) -> answer.nextKeyMarker(row.key()).nextVersionIdMarker(row.versionId());
            case Last.Group<Listed>(var prefix) -> answer.nextKeyMarker(prefix);
        }
        return answer.build();
    }

    private Start start(Bucket bucket, ListObjectVersionsRequest request, KeyRange keys) {
        String key = request.keyMarker();
        String version = request.versionIdMarker();
        if (version == null || version.isEmpty()) {
            return Start.after(key, keys);
        }
        if (key == null || key.isEmpty()) {
            throw invalid("A version-id marker cannot be specified without a key marker.", version);
        }
        if (version.equals(ObjectVersion.NULL_ID)) {
            // When it was removed meanwhile, what is left of the key is better shown twice than never.
            return listings.place(bucket, key, version)
                    .map(place -> Start.within(key, place, keys))
                    .orElseGet(() -> Start.within(key, Long.MIN_VALUE, keys));
        }
        long place = VersionIds.place(version).orElseThrow(() -> invalid("Invalid version id specified", version));
        return Start.within(key, place, keys);
    }

    private static AwsException invalid(String problem, String versionIdMarker) {
        return S3Error.INVALID_ARGUMENT
                .of(problem)
                .with("ArgumentName", "version-id-marker")
                .with("ArgumentValue", versionIdMarker);
    }

    private void addRows(ListObjectVersionsResponse.Builder answer, List<Listed> rows, Bucket bucket) {
        List<software.amazon.awssdk.services.s3.model.ObjectVersion> versions = new ArrayList<>();
        List<DeleteMarkerEntry> markers = new ArrayList<>();
        for (Listed row : rows) {
            Owner owner = owners.of(row.owner(bucket));
            if (row.deleteMarker()) {
                markers.add(marker(row, owner));
            } else {
                versions.add(version(row, owner));
            }
        }
        if (!versions.isEmpty()) {
            answer.versions(versions);
        }
        if (!markers.isEmpty()) {
            answer.deleteMarkers(markers);
        }
    }

    private static DeleteMarkerEntry marker(Listed row, Owner owner) {
        return DeleteMarkerEntry.builder()
                .key(row.key())
                .versionId(row.versionId())
                .isLatest(row.latest())
                .lastModified(row.modified())
                .owner(owner)
                .build();
    }

    private static software.amazon.awssdk.services.s3.model.ObjectVersion version(Listed row, Owner owner) {
        return software.amazon.awssdk.services.s3.model.ObjectVersion.builder()
                .key(row.key())
                .versionId(row.versionId())
                .isLatest(row.latest())
                .lastModified(row.modified())
                .eTag(row.quotedEtag())
                .size(row.size())
                .storageClass(row.storageClass().name())
                .checksumAlgorithmWithStrings(row.algorithms())
                .checksumType(row.checksumType())
                .owner(owner)
                .build();
    }
}
