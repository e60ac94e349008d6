package dev.cloudlet.storage.encryption;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.encryption.BucketEncryptions.Default;
import java.util.List;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.GetBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionRequest;
import software.amazon.awssdk.services.s3.model.PutBucketEncryptionResponse;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** How a bucket encrypts by default. Every bucket does: with SSE-S3, if nothing else was said. */
@AwsOperations
class BucketEncryptionOperations {
    private static final List<String> BLOCKABLE = List.of("NONE", "SSE-C");

    private final Buckets buckets;
    private final BucketEncryptions encryptions;

    BucketEncryptionOperations(Buckets buckets, BucketEncryptions encryptions) {
        this.buckets = buckets;
        this.encryptions = encryptions;
    }

    @Authorize(action = "s3:GetEncryptionConfiguration", resource = "arn:aws:s3:::{Bucket}")
    GetBucketEncryptionResponse getBucketEncryption(Call call, GetBucketEncryptionRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        Default current = encryptions.of(bucket);
        ServerSideEncryptionRule.Builder rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(
                        byDefault -> byDefault.sseAlgorithm(current.algorithm()).kmsMasterKeyID(current.keyId()))
                .bucketKeyEnabled(current.bucketKey());
        if (!current.blocked().isEmpty()) {
            rule.blockedEncryptionTypes(blocked -> blocked.encryptionTypeWithStrings(current.blocked()));
        }
        return GetBucketEncryptionResponse.builder()
                .serverSideEncryptionConfiguration(configuration -> configuration.rules(rule.build()))
                .build();
    }

    @Authorize(action = "s3:PutEncryptionConfiguration", resource = "arn:aws:s3:::{Bucket}")
    PutBucketEncryptionResponse putBucketEncryption(Call call, PutBucketEncryptionRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        List<ServerSideEncryptionRule> rules =
                request.serverSideEncryptionConfiguration().rules();
        if (rules.size() != 1) {
            throw S3Error.MALFORMED_XML.error();
        }
        encryptions.set(bucket, wanted(rules.getFirst()));
        return PutBucketEncryptionResponse.builder().build();
    }

    private static Default wanted(ServerSideEncryptionRule rule) {
        ServerSideEncryptionByDefault byDefault = rule.applyServerSideEncryptionByDefault();
        List<String> blocked = rule.blockedEncryptionTypes() == null
                ? List.of()
                : rule.blockedEncryptionTypes().encryptionTypeAsStrings();
        if (!BLOCKABLE.containsAll(blocked) || (blocked.contains("NONE") && blocked.size() > 1)) {
            throw S3Error.MALFORMED_XML.error();
        }
        if (byDefault == null) {
            if (rule.bucketKeyEnabled() == null && blocked.isEmpty()) {
                throw S3Error.MALFORMED_XML.error();
            }
        } else {
            check(byDefault);
        }
        return new Default(
                byDefault == null ? "AES256" : byDefault.sseAlgorithmAsString(),
                byDefault == null ? null : byDefault.kmsMasterKeyID(),
                Boolean.TRUE.equals(rule.bucketKeyEnabled()),
                blocked.contains("NONE") ? List.of() : blocked);
    }

    private static void check(ServerSideEncryptionByDefault byDefault) {
        String algorithm = byDefault.sseAlgorithmAsString();
        switch (algorithm) {
            case "AES256" -> {
                if (byDefault.kmsMasterKeyID() != null) {
                    throw S3Error.INVALID_ARGUMENT.of(
                            "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or"
                                    + " aws:kms:dsse");
                }
            }
            case BucketEncryptions.KMS -> {
                // The key is looked at when it is used, as in AWS: it may be made later, or be another account's.
            }
            case "aws:kms:dsse" ->
                throw S3Error.NOT_IMPLEMENTED.of(
                        "Dual-layer server-side encryption (aws:kms:dsse) is not implemented by this cloud");
            case null, default -> throw S3Error.MALFORMED_XML.error();
        }
    }

    @Authorize(action = "s3:PutEncryptionConfiguration", resource = "arn:aws:s3:::{Bucket}")
    DeleteBucketEncryptionResponse deleteBucketEncryption(Call call, DeleteBucketEncryptionRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        encryptions.set(bucket, Default.USUAL);
        return DeleteBucketEncryptionResponse.builder().build();
    }
}
