package dev.cloudlet.storage.object;

import dev.cloudlet.protocol.Members;
import dev.cloudlet.storage.ModelMembers;
import dev.cloudlet.storage.S3Error;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.s3.model.StorageClass;

/** What a new object may be asked to be: everything it would not truly be is refused, by the header that asks for it. */
public final class ObjectFeatures {
    private static final Map<String, String> MISSING = missing();

    private ObjectFeatures() {}

    /** Looks through a request to put, copy or begin an upload. */
    public static void check(SdkPojo request) {
        MISSING.forEach((member, header) -> {
            if (Members.value(request, member) != null) {
                throw S3Error.NOT_IMPLEMENTED.error().with("Header", header);
            }
        });
        checkStorageClass(ModelMembers.string(request, "StorageClass"));
    }

    private static void checkStorageClass(@Nullable String name) {
        if (name == null || name.equals("STANDARD")) {
            return;
        }
        if (StorageClass.fromValue(name) == StorageClass.UNKNOWN_TO_SDK_VERSION) {
            throw S3Error.INVALID_STORAGE_CLASS.error().with("StorageClassRequested", name);
        }
        throw S3Error.NOT_IMPLEMENTED
                .error()
                .with("Header", "x-amz-storage-class")
                .with("Value", name);
    }

    private static Map<String, String> missing() {
        Map<String, String> missing = new LinkedHashMap<>();
        missing.put("ServerSideEncryption", "x-amz-server-side-encryption");
        missing.put("SSECustomerAlgorithm", "x-amz-server-side-encryption-customer-algorithm");
        missing.put("SSECustomerKey", "x-amz-server-side-encryption-customer-key");
        missing.put("CopySourceSSECustomerAlgorithm", "x-amz-copy-source-server-side-encryption-customer-algorithm");
        missing.put("SSEKMSKeyId", "x-amz-server-side-encryption-aws-kms-key-id");
        missing.put("BucketKeyEnabled", "x-amz-server-side-encryption-bucket-key-enabled");
        missing.put("ObjectLockMode", "x-amz-object-lock-mode");
        missing.put("ObjectLockRetainUntilDate", "x-amz-object-lock-retain-until-date");
        missing.put("ObjectLockLegalHoldStatus", "x-amz-object-lock-legal-hold");
        missing.put("WriteOffsetBytes", "x-amz-write-offset-bytes");
        return missing;
    }
}
