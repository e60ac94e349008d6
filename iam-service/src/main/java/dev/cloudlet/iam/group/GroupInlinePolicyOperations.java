package dev.cloudlet.iam.group;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.InlinePolicies;
import dev.cloudlet.iam.policy.PolicyRules;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetGroupPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListGroupPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutGroupPolicyResponse;

/** The inline policies of groups. */
@AwsOperations
class GroupInlinePolicyOperations {
    private final InlinePolicies policies;

    GroupInlinePolicyOperations(InlinePolicies policies) {
        this.policies = policies;
    }

    @Authorize(action = "iam:PutGroupPolicy", resource = "{group:GroupName}")
    PutGroupPolicyResponse putGroupPolicy(Call call, PutGroupPolicyRequest request) {
        policies.put(
                call.account(),
                IdentityKind.GROUP,
                request.groupName(),
                request.policyName(),
                request.policyDocument());
        return PutGroupPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:GetGroupPolicy", resource = "{group:GroupName}")
    GetGroupPolicyResponse getGroupPolicy(Call call, GetGroupPolicyRequest request) {
        String document = policies.get(call.account(), IdentityKind.GROUP, request.groupName(), request.policyName());
        return GetGroupPolicyResponse.builder()
                .groupName(request.groupName())
                .policyName(request.policyName())
                .policyDocument(PolicyRules.encoded(document))
                .build();
    }

    @Authorize(action = "iam:DeleteGroupPolicy", resource = "{group:GroupName}")
    DeleteGroupPolicyResponse deleteGroupPolicy(Call call, DeleteGroupPolicyRequest request) {
        policies.delete(call.account(), IdentityKind.GROUP, request.groupName(), request.policyName());
        return DeleteGroupPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListGroupPolicies", resource = "{group:GroupName}")
    ListGroupPoliciesResponse listGroupPolicies(Call call, ListGroupPoliciesRequest request) {
        Page<String> names = policies.list(
                call.account(),
                IdentityKind.GROUP,
                request.groupName(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListGroupPoliciesResponse.builder()
                .policyNames(names.items())
                .isTruncated(names.truncated())
                .marker(names.marker())
                .build();
    }
}
