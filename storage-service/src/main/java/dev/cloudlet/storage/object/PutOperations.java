package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.RequestBody;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.checksum.BodyDigests;
import dev.cloudlet.storage.checksum.ChecksumMembers;
import dev.cloudlet.storage.keeping.Expirations;
import dev.cloudlet.storage.object.ObjectWrites.Written;
import dev.cloudlet.storage.ownership.NewLists;
import java.util.Map;
import java.util.Objects;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/** Objects are put. */
@AwsOperations
class PutOperations {
    private final Buckets buckets;
    private final BodyIntake bodies;
    private final ObjectWrites writes;
    private final NewLists lists;
    private final Keepings keepings;
    private final Expirations expirations;
    private final TransactionTemplate transaction;

    PutOperations(
            Buckets buckets,
            BodyIntake bodies,
            ObjectWrites writes,
            NewLists lists,
            Keepings keepings,
            Expirations expirations,
            TransactionTemplate transaction) {
        this.buckets = buckets;
        this.bodies = bodies;
        this.writes = writes;
        this.lists = lists;
        this.keepings = keepings;
        this.expirations = expirations;
        this.transaction = transaction;
    }

    @AuthorizedInCode(
            actions = {"s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectTagging"},
            because = "setting tags or an access control list along the way takes permissions of their own")
    PutObjectResponse putObject(Call call, PutObjectRequest request, RequestBody body) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Map<String, String> tags = ObjectAttributes.tags(request);
        ObjectPermissions.requirePut(call, bucket, request.key(), request, tags);
        String key = ObjectKey.checked(request.key());
        ObjectFeatures.check(request);
        Keepings.Wanted wanted = keepings.wanted(call, bucket, request);
        ObjectAttributes attributes =
                ObjectAttributes.of(request, lists.ofObject(call, bucket, key, request), wanted.keeping());
        WriteCondition condition = WriteCondition.of(request.ifMatch(), request.ifNoneMatch());
        try (BodyIntake.Received received = bodies.receive(call.head(), body, wanted.storing())) {
            BodyDigests.Values digests = received.digests();
            String etag = wanted.etag(digests.etag());
            NewObject object = new NewObject(
                    received.blob().size(),
                    etag,
                    digests.checksum(),
                    S3Time.seconds(call.time()),
                    attributes,
                    new NewObject.Bytes.Whole(received.blob()));
            Written written =
                    Objects.requireNonNull(transaction.execute(status -> writes.put(bucket, key, object, condition)));
            PutObjectResponse.Builder answer =
                    PutObjectResponse.builder().eTag('"' + etag + '"').versionId(written.versionId());
            wanted.show(answer);
            answer.expiration(expirations.header(bucket, key, object.size(), tags, object.modified()));
            ChecksumMembers.set(answer, digests.checksum());
            return answer.build();
        }
    }
}
