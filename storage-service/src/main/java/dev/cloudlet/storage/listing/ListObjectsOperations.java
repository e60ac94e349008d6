package dev.cloudlet.storage.listing;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.bucket.Owners;
import dev.cloudlet.storage.listing.Page.Last;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.ListObjectsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The objects of a bucket, in both versions of the operation. */
@AwsOperations
class ListObjectsOperations {
    private final Buckets buckets;
    private final Listings listings;
    private final Owners owners;

    ListObjectsOperations(Buckets buckets, Listings listings, Owners owners) {
        this.buckets = buckets;
        this.listings = listings;
        this.owners = owners;
    }

    @Authorize(
            action = "s3:ListBucket",
            resource = "arn:aws:s3:::{Bucket}",
            keys = {"s3:prefix={Prefix}", "s3:delimiter={Delimiter}", "s3:max-keys={MaxKeys}"})
    ListObjectsV2Response listObjectsV2(Call call, ListObjectsV2Request request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        EncodingTypes.check(request.encodingTypeAsString());
        KeyRange keys = KeyRange.of(request.prefix(), request.delimiter());
        int most = KeyRange.limit(request.maxKeys(), "maxKeys");
        Page<Listed> page = listings.objects(bucket, keys, start(request, keys), most);
        return ListObjectsV2Response.builder()
                .name(bucket.name())
                .prefix(keys.prefix())
                .delimiter(keys.delimiter())
                .encodingType(request.encodingTypeAsString())
                .startAfter(request.startAfter())
                .continuationToken(request.continuationToken())
                .maxKeys(most)
                .keyCount(page.rows().size() + page.groups().size())
                .contents(contents(page, bucket, Boolean.TRUE.equals(request.fetchOwner())))
                .commonPrefixes(CommonPrefixes.of(page.groups()))
                .isTruncated(page.truncated())
                .nextContinuationToken(page.last() == null ? null : ContinuationToken.write(marker(page.last())))
                .build();
    }

    private static Start start(ListObjectsV2Request request, KeyRange keys) {
        String token = request.continuationToken();
        if (token == null) {
            return Start.after(request.startAfter(), keys);
        }
        return Start.after(
                ContinuationToken.read(token).orElseThrow(() -> S3Error.INVALID_ARGUMENT
                        .of("The continuation token provided is incorrect")
                        .with("ArgumentName", "continuation-token")),
                keys);
    }

    @Authorize(
            action = "s3:ListBucket",
            resource = "arn:aws:s3:::{Bucket}",
            keys = {"s3:prefix={Prefix}", "s3:delimiter={Delimiter}", "s3:max-keys={MaxKeys}"})
    ListObjectsResponse listObjects(Call call, ListObjectsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        EncodingTypes.check(request.encodingTypeAsString());
        KeyRange keys = KeyRange.of(request.prefix(), request.delimiter());
        int most = KeyRange.limit(request.maxKeys(), "maxKeys");
        Page<Listed> page = listings.objects(bucket, keys, Start.after(request.marker(), keys), most);
        return ListObjectsResponse.builder()
                .name(bucket.name())
                .prefix(keys.prefix())
                .delimiter(keys.delimiter())
                .encodingType(request.encodingTypeAsString())
                .marker(request.marker() == null ? "" : request.marker())
                .maxKeys(most)
                .contents(contents(page, bucket, true))
                .commonPrefixes(CommonPrefixes.of(page.groups()))
                .isTruncated(page.truncated())
                // Without a delimiter the last key serves, and S3 says nothing.
                .nextMarker(page.last() == null || keys.delimiter() == null ? null : marker(page.last()))
                .build();
    }

    private static String marker(Last<Listed> last) {
        return switch (last) {
            case Last.Row<Listed>(var row) -> row.key();
            case Last.Group<Listed>(var prefix) -> prefix;
        };
    }

    private @Nullable List<S3Object> contents(Page<Listed> page, Bucket bucket, boolean owned) {
        if (page.rows().isEmpty()) {
            return null;
        }
        return page.rows().stream()
                .map(row -> S3Object.builder()
                        .key(row.key())
                        .lastModified(row.modified())
                        .eTag(row.quotedEtag())
                        .size(row.size())
                        .storageClass(row.storageClass().name())
                        .checksumAlgorithmWithStrings(row.algorithms())
                        .checksumType(row.checksumType())
                        .owner(owned ? owners.of(row.owner(bucket)) : null)
                        .build())
                .toList();
    }
}
