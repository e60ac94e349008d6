package dev.cloudlet.iam.role;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyRequest;
import software.amazon.awssdk.services.iam.model.UpdateAssumeRolePolicyResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleDescriptionResponse;
import software.amazon.awssdk.services.iam.model.UpdateRoleRequest;
import software.amazon.awssdk.services.iam.model.UpdateRoleResponse;

/** Roles: changed. */
@AwsOperations
class RoleUpdateOperations {
    private final Roles roles;
    private final TrustPolicies trust;
    private final CallersChanged callers;

    RoleUpdateOperations(Roles roles, TrustPolicies trust, CallersChanged callers) {
        this.roles = roles;
        this.trust = trust;
        this.callers = callers;
    }

    @Authorize(action = "iam:UpdateRole", resource = "{role:RoleName}")
    UpdateRoleResponse updateRole(Call call, UpdateRoleRequest request) {
        Role role = roles.lockOwn(call.account(), request.roleName());
        // What is left out goes back to its default, as on AWS.
        roles.update(
                role,
                Objects.requireNonNullElse(request.description(), ""),
                Objects.requireNonNullElse(request.maxSessionDuration(), Role.DEFAULT_SESSION_SECONDS));
        return UpdateRoleResponse.builder().build();
    }

    @Authorize(action = "iam:UpdateRoleDescription", resource = "{role:RoleName}")
    UpdateRoleDescriptionResponse updateRoleDescription(Call call, UpdateRoleDescriptionRequest request) {
        Role role = roles.lock(call.account(), request.roleName());
        roles.update(role, request.description(), role.maxSessionSeconds());
        return UpdateRoleDescriptionResponse.builder()
                .role(RoleView.brief(roles.get(call.account(), request.roleName())))
                .build();
    }

    @Authorize(action = "iam:UpdateAssumeRolePolicy", resource = "{role:RoleName}")
    UpdateAssumeRolePolicyResponse updateAssumeRolePolicy(Call call, UpdateAssumeRolePolicyRequest request) {
        Role role = roles.lockOwn(call.account(), request.roleName());
        roles.setTrustPolicy(role, trust.read(call.account(), request.policyDocument()));
        callers.announce();
        return UpdateAssumeRolePolicyResponse.builder().build();
    }
}
