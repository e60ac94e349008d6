package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteRolePermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutRolePermissionsBoundaryResponse;

/** The permissions boundaries of roles. */
@AwsOperations
class RoleBoundaryOperations {
    private final Boundaries boundaries;

    RoleBoundaryOperations(Boundaries boundaries) {
        this.boundaries = boundaries;
    }

    @Authorize(
            action = "iam:PutRolePermissionsBoundary",
            resource = "{role:RoleName}",
            keys = "iam:PermissionsBoundary={PermissionsBoundary}")
    PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
            Call call, PutRolePermissionsBoundaryRequest request) {
        boundaries.put(call.account(), IdentityKind.ROLE, request.roleName(), request.permissionsBoundary());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteRolePermissionsBoundary", resource = "{role:RoleName}")
    DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            Call call, DeleteRolePermissionsBoundaryRequest request) {
        boundaries.delete(call.account(), IdentityKind.ROLE, request.roleName());
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }
}
