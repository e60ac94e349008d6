package dev.cloudlet.storage.object;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.checksum.Algorithm;
import dev.cloudlet.storage.keeping.BucketObjectLocks;
import dev.cloudlet.storage.keeping.DefaultRetention;
import dev.cloudlet.storage.keeping.ObjectLock;
import dev.cloudlet.storage.keeping.ObjectLock.Mode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkPojo;

/** The locks of new objects: what their headers say, or else the bucket. */
@Component
final class NewLocks {
    private final BucketObjectLocks defaults;

    NewLocks(BucketObjectLocks defaults) {
        this.defaults = defaults;
    }

    /** Of a request to put, copy or begin an upload. Setting a lock along the way takes permissions of its own. */
    ObjectLock wanted(Call call, Bucket bucket, SdkPojo request) {
        String mode = ModelMembers.string(request, "ObjectLockMode");
        Instant until = (Instant) Members.value(request, "ObjectLockRetainUntilDate");
        String hold = ModelMembers.string(request, "ObjectLockLegalHoldStatus");
        boolean asked = mode != null || until != null || hold != null;
        if (asked && !bucket.locksObjects()) {
            throw S3Error.INVALID_REQUEST.of("Bucket is missing Object Lock Configuration");
        }
        ObjectLock byDefault = defaults.of(bucket)
                .map((DefaultRetention retention) -> retention.from(call.time()))
                .orElse(ObjectLock.NONE);
        if (!asked) {
            return byDefault;
        }
        requireDigest(call);
        String key = ModelMembers.string(request, "Key");
        String arn =
                bucket.arn(key != null ? key : Objects.requireNonNull(ModelMembers.string(request, "DestinationKey")));
        ObjectLock lock = byDefault;
        if (mode != null || until != null) {
            lock = retention(mode, until, call.time());
            call.authorize("s3:PutObjectRetention", arn);
        }
        if (hold != null) {
            call.authorize("s3:PutObjectLegalHold", arn);
            lock = lock.withLegalHold(isOn(hold));
        }
        return lock;
    }

    private static ObjectLock retention(@Nullable String modeName, @Nullable Instant until, Instant now) {
        if (modeName == null || until == null) {
            throw invalid(
                    "x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied",
                    modeName == null ? "x-amz-object-lock-retain-until-date" : "x-amz-object-lock-mode");
        }
        Mode mode = Mode.of(modeName);
        if (mode == null) {
            throw invalid("Unknown wormMode directive.", "x-amz-object-lock-mode")
                    .with("ArgumentValue", modeName);
        }
        if (!until.isAfter(now)) {
            throw invalid("The retain until date must be in the future!", "x-amz-object-lock-retain-until-date")
                    .with("ArgumentValue", until.toString());
        }
        return ObjectLock.NONE.withRetention(mode, until);
    }

    private static boolean isOn(String hold) {
        return switch (hold) {
            case "ON" -> true;
            case "OFF" -> false;
            default ->
                throw invalid("Legal Hold must be either of 'ON' or 'OFF'", "x-amz-object-lock-legal-hold")
                        .with("ArgumentValue", hold);
        };
    }

    /** What is kept for years had better be what was sent. */
    private static void requireDigest(Call call) {
        boolean putsBytes = call.operation().equals("PutObject");
        boolean promises = call.head().first("content-md5") != null
                || call.head().first("x-amz-trailer") != null
                || Arrays.stream(Algorithm.values())
                        .anyMatch(each -> call.head().first(each.header()) != null);
        if (putsBytes && !promises) {
            throw S3Error.INVALID_REQUEST.of("Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object"
                    + " requests with Object Lock parameters");
        }
    }

    private static AwsException invalid(String message, String argument) {
        return S3Error.INVALID_ARGUMENT.of("%s", message).with("ArgumentName", argument);
    }
}
