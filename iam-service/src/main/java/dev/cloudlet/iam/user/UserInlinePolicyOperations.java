package dev.cloudlet.iam.user;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.InlinePolicies;
import dev.cloudlet.iam.policy.PolicyRules;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetUserPolicyResponse;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListUserPoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutUserPolicyRequest;
import software.amazon.awssdk.services.iam.model.PutUserPolicyResponse;

/** The inline policies of users. */
@AwsOperations
class UserInlinePolicyOperations {
    private final InlinePolicies policies;

    UserInlinePolicyOperations(InlinePolicies policies) {
        this.policies = policies;
    }

    @Authorize(action = "iam:PutUserPolicy", resource = "{user:UserName}")
    PutUserPolicyResponse putUserPolicy(Call call, PutUserPolicyRequest request) {
        policies.put(
                call.account(), IdentityKind.USER, request.userName(), request.policyName(), request.policyDocument());
        return PutUserPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:GetUserPolicy", resource = "{user:UserName}")
    GetUserPolicyResponse getUserPolicy(Call call, GetUserPolicyRequest request) {
        String document = policies.get(call.account(), IdentityKind.USER, request.userName(), request.policyName());
        return GetUserPolicyResponse.builder()
                .userName(request.userName())
                .policyName(request.policyName())
                .policyDocument(PolicyRules.encoded(document))
                .build();
    }

    @Authorize(action = "iam:DeleteUserPolicy", resource = "{user:UserName}")
    DeleteUserPolicyResponse deleteUserPolicy(Call call, DeleteUserPolicyRequest request) {
        policies.delete(call.account(), IdentityKind.USER, request.userName(), request.policyName());
        return DeleteUserPolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListUserPolicies", resource = "{user:UserName}")
    ListUserPoliciesResponse listUserPolicies(Call call, ListUserPoliciesRequest request) {
        Page<String> names = policies.list(
                call.account(),
                IdentityKind.USER,
                request.userName(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListUserPoliciesResponse.builder()
                .policyNames(names.items())
                .isTruncated(names.truncated())
                .marker(names.marker())
                .build();
    }
}
