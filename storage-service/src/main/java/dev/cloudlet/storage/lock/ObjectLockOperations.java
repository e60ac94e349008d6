package dev.cloudlet.storage.lock;

import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.keeping.ObjectLock;
import dev.cloudlet.storage.keeping.ObjectLock.Mode;
import dev.cloudlet.storage.object.ObjectReader;
import dev.cloudlet.storage.object.ObjectVersion;
import dev.cloudlet.storage.object.ObjectWrites;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.GetObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldRequest;
import software.amazon.awssdk.services.s3.model.PutObjectLegalHoldResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;

/** Retention and legal holds of single versions. */
@AwsOperations
class ObjectLockOperations {
    private static final String WHY = "the object's tags are condition keys";

    private final Buckets buckets;
    private final ObjectReader reader;
    private final ObjectWrites writes;

    ObjectLockOperations(Buckets buckets, ObjectReader reader, ObjectWrites writes) {
        this.buckets = buckets;
        this.reader = reader;
        this.writes = writes;
    }

    @AuthorizedInCode(actions = "s3:GetObjectRetention", because = WHY)
    GetObjectRetentionResponse getObjectRetention(Call call, GetObjectRetentionRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectLock lock = require(call, bucket, request.key(), request.versionId(), "s3:GetObjectRetention")
                .keeping()
                .lock();
        Mode mode = lock.mode();
        if (mode == null) {
            throw S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION.error();
        }
        return GetObjectRetentionResponse.builder()
                .retention(shown -> shown.mode(mode.name()).retainUntilDate(lock.until()))
                .build();
    }

    @AuthorizedInCode(
            actions = {"s3:PutObjectRetention", "s3:BypassGovernanceRetention"},
            because = WHY)
    PutObjectRetentionResponse putObjectRetention(Call call, PutObjectRetentionRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = require(call, bucket, request.key(), request.versionId(), "s3:PutObjectRetention");
        boolean bypasses = Boolean.TRUE.equals(request.bypassGovernanceRetention());
        if (bypasses) {
            call.authorize("s3:BypassGovernanceRetention", bucket.arn(request.key()));
        }
        ObjectLock wanted = wanted(version.keeping().lock(), request.retention(), call.time());
        writes.lock(bucket, version, current -> {
            requireAllowed(current, wanted, call.time(), bypasses);
            return current.withRetention(wanted.mode(), wanted.until());
        });
        return PutObjectRetentionResponse.builder().build();
    }

    private static ObjectLock wanted(ObjectLock lock, @Nullable ObjectLockRetention retention, Instant now) {
        if (retention == null) {
            throw S3Error.MALFORMED_XML.error();
        }
        Mode mode = Mode.of(retention.modeAsString());
        Instant until = retention.retainUntilDate();
        // Nothing at all takes the retention away.
        if ((mode == null && retention.modeAsString() != null) || (mode == null) != (until == null)) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (until != null && !until.isAfter(now)) {
            throw S3Error.INVALID_ARGUMENT
                    .of("The retain until date must be in the future!")
                    .with("ArgumentName", "RetainUntilDate")
                    .with("ArgumentValue", until.toString());
        }
        return lock.withRetention(mode, until);
    }

    /** A retention in force may be made longer; shorter, laxer or none only where governance is bypassed. */
    private static void requireAllowed(ObjectLock current, ObjectLock wanted, Instant now, boolean bypasses) {
        Instant until = current.until();
        if (until == null || !current.retains(now) || (bypasses && current.mode() == Mode.GOVERNANCE)) {
            return;
        }
        boolean longer = wanted.until() != null && !wanted.until().isBefore(until);
        if (!longer || wanted.mode() != current.mode()) {
            throw S3Error.ACCESS_DENIED.of("Access Denied because object protected by object lock.");
        }
    }

    @AuthorizedInCode(actions = "s3:GetObjectLegalHold", because = WHY)
    GetObjectLegalHoldResponse getObjectLegalHold(Call call, GetObjectLegalHoldRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Boolean hold = require(call, bucket, request.key(), request.versionId(), "s3:GetObjectLegalHold")
                .keeping()
                .lock()
                .legalHold();
        if (hold == null) {
            throw S3Error.NO_SUCH_OBJECT_LOCK_CONFIGURATION.error();
        }
        return GetObjectLegalHoldResponse.builder()
                .legalHold(shown -> shown.status(hold ? "ON" : "OFF"))
                .build();
    }

    @AuthorizedInCode(actions = "s3:PutObjectLegalHold", because = WHY)
    PutObjectLegalHoldResponse putObjectLegalHold(Call call, PutObjectLegalHoldRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        ObjectVersion version = require(call, bucket, request.key(), request.versionId(), "s3:PutObjectLegalHold");
        String status = request.legalHold() == null ? null : request.legalHold().statusAsString();
        boolean hold =
                switch (status) {
                    case "ON" -> true;
                    case "OFF" -> false;
                    case null, default -> throw S3Error.MALFORMED_XML.error();
                };
        writes.lock(bucket, version, current -> current.withLegalHold(hold));
        return PutObjectLegalHoldResponse.builder().build();
    }

    private ObjectVersion require(Call call, Bucket bucket, String key, @Nullable String versionId, String action) {
        ObjectVersion version = reader.require(call, bucket, key, versionId, action, action);
        if (!bucket.locksObjects()) {
            throw S3Error.INVALID_REQUEST.of("Bucket is missing Object Lock Configuration");
        }
        return version;
    }
}
