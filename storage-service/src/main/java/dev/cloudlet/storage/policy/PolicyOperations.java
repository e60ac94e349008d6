package dev.cloudlet.storage.policy;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.Content;
import dev.cloudlet.kit.call.Streamed;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.bucket.Buckets;
import dev.cloudlet.storage.policy.BucketPolicies.Attached;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.DeleteBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyResponse;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusRequest;
import software.amazon.awssdk.services.s3.model.GetBucketPolicyStatusResponse;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyRequest;
import software.amazon.awssdk.services.s3.model.PutBucketPolicyResponse;
import tools.jackson.databind.json.JsonMapper;

/** Policies of buckets are attached and detached. */
@AwsOperations
class PolicyOperations {
    private static final String WHY =
            "the root of the owning account may do this whatever the policy says, lest it lock everybody out";

    private static final int NO_CONTENT = 204;

    private final Buckets buckets;
    private final BucketPolicies policies;
    private final JsonMapper json;

    PolicyOperations(Buckets buckets, BucketPolicies policies, JsonMapper json) {
        this.buckets = buckets;
        this.policies = policies;
        this.json = json;
    }

    @AuthorizedInCode(actions = "s3:GetBucketPolicy", because = WHY)
    GetBucketPolicyResponse getBucketPolicy(Call call, GetBucketPolicyRequest request) {
        Bucket bucket = authorized(call, request.bucket(), request.expectedBucketOwner(), "s3:GetBucketPolicy");
        return GetBucketPolicyResponse.builder().policy(policy(bucket)).build();
    }

    /** S3 answers 204, though its model says 200. */
    @AuthorizedInCode(actions = "s3:PutBucketPolicy", because = WHY)
    Streamed<PutBucketPolicyResponse> putBucketPolicy(Call call, PutBucketPolicyRequest request) {
        Bucket bucket = authorized(call, request.bucket(), request.expectedBucketOwner(), "s3:PutBucketPolicy");
        BucketPolicy policy = BucketPolicy.parse(request.policy(), bucket, json);
        Attached attached = policies.require(bucket.name());
        if (policy.isPublic() && attached.publicAccess().blockPublicPolicy()) {
            throw S3Error.ACCESS_DENIED.of(
                    "User: %s is not authorized to perform: s3:PutBucketPolicy on resource: \"%s\" because public policies are"
                            + " blocked by the BlockPublicPolicy block public access setting.",
                    call.principal().arn(), bucket.arn());
        }
        policies.attach(bucket, request.policy());
        return new Streamed<>(PutBucketPolicyResponse.builder().build(), NO_CONTENT, new Content.Bytes(new byte[0]));
    }

    @AuthorizedInCode(actions = "s3:DeleteBucketPolicy", because = WHY)
    DeleteBucketPolicyResponse deleteBucketPolicy(Call call, DeleteBucketPolicyRequest request) {
        Bucket bucket = authorized(call, request.bucket(), request.expectedBucketOwner(), "s3:DeleteBucketPolicy");
        policies.attach(bucket, null);
        return DeleteBucketPolicyResponse.builder().build();
    }

    @Authorize(action = "s3:GetBucketPolicyStatus", resource = "arn:aws:s3:::{Bucket}")
    GetBucketPolicyStatusResponse getBucketPolicyStatus(Call call, GetBucketPolicyStatusRequest request) {
        Bucket bucket = buckets.require(call, request.bucket(), request.expectedBucketOwner());
        boolean isPublic = BucketPolicy.parse(policy(bucket), bucket, json).isPublic();
        return GetBucketPolicyStatusResponse.builder()
                .policyStatus(status -> status.isPublic(isPublic))
                .build();
    }

    private Bucket authorized(Call call, String name, @Nullable String expectedOwner, String action) {
        Bucket bucket = buckets.require(call, name, expectedOwner);
        boolean allowed = call.allows(action, bucket.arn());
        boolean owner =
                call.principal() instanceof Principal.AccountRoot(String account) && account.equals(bucket.account());
        if (!allowed && !owner) {
            // Asked once more for the refusal in its own words.
            call.authorize(action, bucket.arn());
        }
        return bucket;
    }

    private String policy(Bucket bucket) {
        String policy = policies.require(bucket.name()).policy();
        if (policy == null) {
            throw S3Error.NO_SUCH_BUCKET_POLICY.error().with("BucketName", bucket.name());
        }
        return policy;
    }
}
