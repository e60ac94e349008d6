package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.UniqueIds;
import dev.cloudlet.iam.policy.PolicyUsage.Count;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.PolicyKind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;

/** Managed policies: made, found, deleted. */
@AwsOperations
class PolicyOperations {
    static final int MOST_CHARACTERS = 6_144;

    private final ManagedPolicies policies;
    private final CustomerPolicies customer;
    private final PolicyVersions versions;
    private final PolicyUsage usage;
    private final UniqueIds ids;

    PolicyOperations(
            ManagedPolicies policies,
            CustomerPolicies customer,
            PolicyVersions versions,
            PolicyUsage usage,
            UniqueIds ids) {
        this.policies = policies;
        this.customer = customer;
        this.versions = versions;
        this.usage = usage;
        this.ids = ids;
    }

    @Authorize(action = "iam:CreatePolicy", resource = "arn:aws:iam::{account}:policy{Path|/}{PolicyName}")
    CreatePolicyResponse createPolicy(Call call, CreatePolicyRequest request) {
        check(request.policyDocument());
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        PolicyArn arn =
                new PolicyArn(call.account(), Objects.requireNonNullElse(request.path(), "/"), request.policyName());
        ManagedPolicy policy = new ManagedPolicy(
                arn,
                ids.next("ANPA"),
                Objects.requireNonNullElse(request.description(), ""),
                1,
                now,
                now,
                TagChange.create(request.tags()));
        customer.add(policy);
        versions.add(arn, request.policyDocument(), now);
        return CreatePolicyResponse.builder()
                .policy(PolicyView.brief(policy, Count.NONE).toBuilder()
                        .tags(policy.tags().isEmpty() ? null : TagChange.list(policy.tags()))
                        .build())
                .build();
    }

    @Authorize(action = "iam:GetPolicy", resource = "{PolicyArn}")
    GetPolicyResponse getPolicy(Call call, GetPolicyRequest request) {
        ManagedPolicy policy = policies.get(call.account(), request.policyArn());
        return GetPolicyResponse.builder()
                .policy(PolicyView.whole(policy, usage.of(call.account(), policy.arn())))
                .build();
    }

    @Authorize(action = "iam:DeletePolicy", resource = "{PolicyArn}")
    DeletePolicyResponse deletePolicy(Call call, DeletePolicyRequest request) {
        PolicyArn arn = policies.lock(call.account(), request.policyArn()).arn();
        if (!usage.of(call.account(), arn).none()) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete a policy attached to entities.");
        }
        if (versions.count(arn) > 1) {
            throw IamError.DELETE_CONFLICT.of(
                    "This policy has more than one version. Before you delete a policy, you must"
                            + " delete the policy's versions. The default version is deleted with the policy.");
        }
        customer.remove(arn);
        return DeletePolicyResponse.builder().build();
    }

    static void check(String document) {
        PolicyRules.parse(document, PolicyKind.IDENTITY);
        if (PolicyRules.characters(document) > MOST_CHARACTERS) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for PolicySize: %d", MOST_CHARACTERS);
        }
    }
}
