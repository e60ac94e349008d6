package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.S3Time;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.object.ObjectWrites.Written;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.DeletedObject;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Objects are deleted, one at a time and many at once. */
@AwsOperations
class DeleteOperations {
    private static final int MOST_AT_ONCE = 1000;

    private final Buckets buckets;
    private final ObjectWrites writes;

    DeleteOperations(Buckets buckets, ObjectWrites writes) {
        this.buckets = buckets;
        this.writes = writes;
    }

    @AuthorizedInCode(
            actions = {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"},
            because = "a version has an action of its own")
    DeleteObjectResponse deleteObject(Call call, DeleteObjectRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Written done = delete(
                call,
                bucket,
                request.key(),
                request.versionId(),
                WriteCondition.of(request.ifMatch(), null),
                Boolean.TRUE.equals(request.bypassGovernanceRetention()));
        return DeleteObjectResponse.builder()
                .versionId(done.versionId())
                .deleteMarker(done.deleteMarker() ? true : null)
                .build();
    }

    @AuthorizedInCode(
            actions = {"s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"},
            because = "each object is decided by itself")
    DeleteObjectsResponse deleteObjects(Call call, DeleteObjectsRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Delete delete = request.delete();
        if (delete.objects().isEmpty() || delete.objects().size() > MOST_AT_ONCE) {
            throw S3Error.MALFORMED_XML.error();
        }
        boolean bypasses = Boolean.TRUE.equals(request.bypassGovernanceRetention());
        Outcome[] outcomes = new Outcome[delete.objects().size()];
        // In the order of the keys, so that two calls at once cannot wait for each other.
        IntStream.range(0, outcomes.length)
                .boxed()
                .sorted(Comparator.comparing(i -> delete.objects().get(i).key()))
                .forEach(i ->
                        outcomes[i] = outcome(call, bucket, delete.objects().get(i), bypasses));
        return answer(Arrays.asList(outcomes), Boolean.TRUE.equals(delete.quiet()));
    }

    /** What became of one object of several. */
    private sealed interface Outcome {
        record Done(DeletedObject object) implements Outcome {}

        record Failed(software.amazon.awssdk.services.s3.model.S3Error error) implements Outcome {}
    }

    private Outcome outcome(Call call, Bucket bucket, ObjectIdentifier object, boolean bypasses) {
        try {
            Written done = delete(
                    call, bucket, object.key(), object.versionId(), WriteCondition.of(object.eTag(), null), bypasses);
            return new Outcome.Done(DeletedObject.builder()
                    .key(object.key())
                    .versionId(object.versionId())
                    .deleteMarker(done.deleteMarker() ? true : null)
                    .deleteMarkerVersionId(done.deleteMarker() ? done.versionId() : null)
                    .build());
        } catch (AwsException e) {
            return new Outcome.Failed(software.amazon.awssdk.services.s3.model.S3Error.builder()
                    .key(object.key())
                    .versionId(object.versionId())
                    .code(e.code())
                    .message(e.message())
                    .build());
        }
    }

    private static DeleteObjectsResponse answer(List<Outcome> outcomes, boolean quiet) {
        List<DeletedObject> deleted = new ArrayList<>();
        List<software.amazon.awssdk.services.s3.model.S3Error> errors = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Done(var object) -> deleted.add(object);
                case Outcome.Failed(var error) -> errors.add(error);
            }
        }
        DeleteObjectsResponse.Builder answer = DeleteObjectsResponse.builder();
        if (!quiet && !deleted.isEmpty()) {
            answer.deleted(deleted);
        }
        if (!errors.isEmpty()) {
            answer.errors(errors);
        }
        return answer.build();
    }

    private Written delete(
            Call call,
            Bucket bucket,
            String key,
            @Nullable String versionId,
            WriteCondition condition,
            boolean bypassesGovernance) {
        if (versionId == null) {
            call.authorize("s3:DeleteObject", bucket.arn(key));
            return writes.delete(bucket, ObjectKey.checked(key), condition, S3Time.seconds(call.time()));
        }
        call.authorize("s3:DeleteObjectVersion", bucket.arn(key), Map.of("s3:VersionId", versionId));
        if (bypassesGovernance) {
            call.authorize("s3:BypassGovernanceRetention", bucket.arn(key));
        }
        String id = VersionIds.checked(versionId);
        return writes.deleteVersion(
                bucket,
                ObjectKey.checked(key),
                Objects.requireNonNull(id),
                condition,
                new Removal(call.time(), bypassesGovernance));
    }
}
