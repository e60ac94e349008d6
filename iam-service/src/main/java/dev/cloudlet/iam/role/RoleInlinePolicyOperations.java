package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.InlinePolicies;
import dev.cloudlet.iam.policy.PolicyRules;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.GetRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.GetRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListRolePoliciesResponse;
import software.amazon.awssdk.services.iam.model.PutRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.PutRolePolicyResponse;

/** The inline policies of roles. */
@AwsOperations
class RoleInlinePolicyOperations {
    private final InlinePolicies policies;

    RoleInlinePolicyOperations(InlinePolicies policies) {
        this.policies = policies;
    }

    @Authorize(action = "iam:PutRolePolicy", resource = "{role:RoleName}")
    PutRolePolicyResponse putRolePolicy(Call call, PutRolePolicyRequest request) {
        policies.put(
                call.account(), IdentityKind.ROLE, request.roleName(), request.policyName(), request.policyDocument());
        return PutRolePolicyResponse.builder().build();
    }

    @Authorize(action = "iam:GetRolePolicy", resource = "{role:RoleName}")
    GetRolePolicyResponse getRolePolicy(Call call, GetRolePolicyRequest request) {
        String document = policies.get(call.account(), IdentityKind.ROLE, request.roleName(), request.policyName());
        return GetRolePolicyResponse.builder()
                .roleName(request.roleName())
                .policyName(request.policyName())
                .policyDocument(PolicyRules.encoded(document))
                .build();
    }

    @Authorize(action = "iam:DeleteRolePolicy", resource = "{role:RoleName}")
    DeleteRolePolicyResponse deleteRolePolicy(Call call, DeleteRolePolicyRequest request) {
        policies.delete(call.account(), IdentityKind.ROLE, request.roleName(), request.policyName());
        return DeleteRolePolicyResponse.builder().build();
    }

    @Authorize(action = "iam:ListRolePolicies", resource = "{role:RoleName}")
    ListRolePoliciesResponse listRolePolicies(Call call, ListRolePoliciesRequest request) {
        Page<String> names = policies.list(
                call.account(),
                IdentityKind.ROLE,
                request.roleName(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListRolePoliciesResponse.builder()
                .policyNames(names.items())
                .isTruncated(names.truncated())
                .marker(names.marker())
                .build();
    }
}
