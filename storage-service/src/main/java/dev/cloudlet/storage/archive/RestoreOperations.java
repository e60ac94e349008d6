package dev.cloudlet.storage.archive;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.Content;
import dev.cloudlet.kit.call.Streamed;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.keeping.Restore;
import dev.cloudlet.storage.keeping.StorageClass;
import dev.cloudlet.storage.object.ObjectLifecycle;
import dev.cloudlet.storage.object.ObjectReader;
import dev.cloudlet.storage.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.RestoreObjectRequest;
import software.amazon.awssdk.services.s3.model.RestoreObjectResponse;
import software.amazon.awssdk.services.s3.model.RestoreRequest;

/** Archived objects are made readable for a while. */
@AwsOperations
class RestoreOperations {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;
    private static final Content NOTHING = new Content.Bytes(new byte[0]);

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectLifecycle objects;

    RestoreOperations(Buckets buckets, ObjectReader reader, ObjectLifecycle objects) {
        this.buckets = buckets;
        this.reader = reader;
        this.objects = objects;
    }

    @AuthorizedInCode(actions = "s3:RestoreObject", because = "the object's tags are condition keys")
    Streamed<RestoreObjectResponse> restoreObject(Call call, RestoreObjectRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = reader.require(
                call, bucket, request.key(), request.versionId(), "s3:RestoreObject", "s3:RestoreObject");
        RestoreRequest wanted = checked(request.restoreRequest());
        StorageClass storageClass = version.keeping().storageClass();
        if (!storageClass.isArchive()) {
            throw S3Error.INVALID_OBJECT_STATE
                    .of("Restore is not allowed for the object's current storage class")
                    .with("StorageClass", storageClass.name());
        }
        Restore before = version.restore();
        if (before != null && before.isUnderway(call.time())) {
            throw S3Error.RESTORE_ALREADY_IN_PROGRESS.error();
        }
        Restore readable = before != null && before.isReadable(call.time()) ? before : null;
        Instant ready = readable != null ? readable.ready() : call.time().plus(duration(storageClass, tier(wanted)));
        Instant from = readable != null ? call.time() : ready;
        objects.restore(bucket, version, new Restore(ready, midnightAfter(from.plus(Duration.ofDays(wanted.days())))));
        return new Streamed<>(RestoreObjectResponse.builder().build(), readable != null ? OK : ACCEPTED, NOTHING);
    }

    private static RestoreRequest checked(@Nullable RestoreRequest wanted) {
        if (wanted == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (wanted.typeAsString() != null || wanted.selectParameters() != null || wanted.outputLocation() != null) {
            throw S3Error.NOT_IMPLEMENTED.of("Restoring by SELECT is not implemented");
        }
        if (wanted.days() == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (wanted.days() < 1) {
            throw S3Error.INVALID_ARGUMENT.of("restoration days should be at least 1");
        }
        return wanted;
    }

    private static String tier(RestoreRequest wanted) {
        String tier = wanted.glacierJobParameters() == null
                ? wanted.tierAsString()
                : wanted.glacierJobParameters().tierAsString();
        return tier == null ? "Standard" : tier;
    }

    /**
     * As long as it takes at most, or where that is a span, about as long as it does.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects-retrieval-options.html">Retrieval
     *     options</a>
     */
    private static Duration duration(StorageClass storageClass, String tier) {
        boolean deep = storageClass == StorageClass.DEEP_ARCHIVE;
        return switch (tier) {
            case "Expedited" -> {
                if (deep) {
                    throw S3Error.INVALID_ARGUMENT.of(
                            "Expedited retrieval is not available for objects in the DEEP_ARCHIVE storage class");
                }
                yield Duration.ofMinutes(1);
            }
            case "Standard" -> deep ? Duration.ofHours(12) : Duration.ofHours(3);
            case "Bulk" -> deep ? Duration.ofHours(48) : Duration.ofHours(5);
            default -> throw S3Error.MALFORMED_XML.error();
        };
    }

    private static Instant midnightAfter(Instant time) {
        return time.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }
}
