package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.acl.ObjectAccess;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.keeping.Expirations;
import dev.cloudlet.storage.object.CopySource.Source;
import dev.cloudlet.storage.object.ObjectCopier.Copy;
import dev.cloudlet.storage.object.ObjectCopier.Keys;
import dev.cloudlet.storage.object.ObjectWrites.Written;
import dev.cloudlet.storage.ownership.NewLists;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;

/** Objects are copied. */
@AwsOperations
class CopyOperations {
    private final Buckets buckets;
    private final CopySource sources;
    private final ObjectCopier copier;
    private final ObjectWrites writes;
    private final NewLists lists;
    private final Keepings keepings;
    private final Expirations expirations;
    private final TransactionTemplate transaction;

    CopyOperations(
            Buckets buckets,
            CopySource sources,
            ObjectCopier copier,
            ObjectWrites writes,
            NewLists lists,
            Keepings keepings,
            Expirations expirations,
            TransactionTemplate transaction) {
        this.buckets = buckets;
        this.sources = sources;
        this.copier = copier;
        this.writes = writes;
        this.lists = lists;
        this.keepings = keepings;
        this.expirations = expirations;
        this.transaction = transaction;
    }

    /** Takes a body, which is empty, to run outside of a transaction: up to five gigabytes are copied. */
    @AuthorizedInCode(
            actions = {
                "s3:GetObject",
                "s3:GetObjectVersion",
                "s3:GetObjectTagging",
                "s3:PutObject",
                "s3:PutObjectAcl",
                "s3:PutObjectTagging"
            },
            because = "it reads one object and writes another")
    CopyObjectResponse copyObject(Call call, CopyObjectRequest request, RequestBody none) {
        Bucket bucket = buckets.require(call, request.destinationBucket(), request.expectedBucketOwner());
        boolean replacesMetadata = replaces(request.metadataDirectiveAsString(), "metadata");
        boolean replacesTags = replaces(request.taggingDirectiveAsString(), "tagging");
        Source source = sources.require(call, request);
        ObjectVersion from = source.version();
        String key = ObjectKey.checked(request.destinationKey());
        Map<String, String> tags = tags(call, request, source, replacesTags);
        ObjectPermissions.requirePut(call, bucket, key, request, tags);
        ObjectAccess access = lists.ofObject(call, bucket, key, request);
        Keepings.Wanted wanted = keepings.wanted(call, bucket, request);
        ObjectAttributes attributes = new ObjectAttributes(
                replacesMetadata ? ObjectAttributes.headers(request) : from.headers(),
                replacesMetadata ? ObjectAttributes.metadata(request) : from.metadata(),
                tags,
                access,
                wanted.keeping());
        ObjectFeatures.check(request);
        check(request, source, bucket, key, replacesMetadata || replacesTags);
        WriteCondition condition = WriteCondition.of(request.ifMatch(), request.ifNoneMatch());
        Instant now = S3Time.seconds(call.time());
        try (Copy copy = copier.copy(
                from,
                request.checksumAlgorithmAsString(),
                new Keys(source.key(), wanted.storing(), wanted.keeping().encryption()))) {
            NewObject object = new NewObject(
                    from.size(), copy.etag(), copy.checksum(), now, attributes, new NewObject.Bytes.Whole(copy.blob()));
            Written written =
                    Objects.requireNonNull(transaction.execute(status -> writes.put(bucket, key, object, condition)));
            CopyObjectResult.Builder result =
                    CopyObjectResult.builder().eTag('"' + copy.etag() + '"').lastModified(now);
            ChecksumMembers.set(result, copy.checksum());
            CopyObjectResponse.Builder answer = CopyObjectResponse.builder()
                    .copyObjectResult(result.build())
                    .copySourceVersionId(source.versionId())
                    .versionId(written.versionId());
            wanted.show(answer);
            answer.expiration(expirations.header(bucket, key, object.size(), tags, now));
            return answer.build();
        }
    }

    private static Map<String, String> tags(Call call, CopyObjectRequest request, Source source, boolean replaces) {
        if (replaces) {
            return ObjectAttributes.tags(request);
        }
        ObjectVersion from = source.version();
        if (!from.tags().isEmpty()) {
            call.authorize("s3:GetObjectTagging", source.bucket().arn(from.key()));
        }
        return from.tags();
    }

    private static void check(
            CopyObjectRequest request, Source source, Bucket bucket, String key, boolean changesSomething) {
        ObjectVersion from = source.version();
        boolean ontoItself = source.bucket().id() == bucket.id() && from.key().equals(key);
        // An older version may be copied over the current one: that is how it is restored.
        if (ontoItself
                && !changesSomething
                && request.sourceVersionId() == null
                && request.storageClass() == null
                && request.serverSideEncryption() == null
                && request.sseCustomerAlgorithm() == null
                && request.websiteRedirectLocation() == null) {
            throw S3Error.INVALID_REQUEST.of(
                    "This copy request is illegal because it is trying to copy an object to itself without changing the"
                            + " object's metadata, storage class, website redirect location or encryption attributes.");
        }
        if (from.size() > BodyIntake.MOST_BYTES) {
            throw S3Error.INVALID_REQUEST.of(
                    "The specified copy source is larger than the maximum allowable size for a copy source: %d",
                    BodyIntake.MOST_BYTES);
        }
    }

    private static boolean replaces(@Nullable String directive, String what) {
        if (directive == null || directive.equals("COPY")) {
            return false;
        }
        if (directive.equals("REPLACE")) {
            return true;
        }
        throw S3Error.INVALID_ARGUMENT
                .of("Unknown %s directive.", what)
                .with("ArgumentName", "x-amz-" + what + "-directive")
                .with("ArgumentValue", directive);
    }
}
