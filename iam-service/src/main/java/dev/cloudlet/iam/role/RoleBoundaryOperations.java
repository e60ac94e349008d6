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
    private final ServiceLinkedRoles serviceLinked;

    RoleBoundaryOperations(Boundaries boundaries, ServiceLinkedRoles serviceLinked) {
        this.boundaries = boundaries;
        this.serviceLinked = serviceLinked;
    }

    @Authorize(
            action = "iam:PutRolePermissionsBoundary",
            resource = "{role:RoleName}",
            keys = "iam:PermissionsBoundary={PermissionsBoundary}")
    PutRolePermissionsBoundaryResponse putRolePermissionsBoundary(
            Call call, PutRolePermissionsBoundaryRequest request) {
        serviceLinked.protect(call.account(), request.roleName());
        boundaries.put(call.account(), IdentityKind.ROLE, request.roleName(), request.permissionsBoundary());
        return PutRolePermissionsBoundaryResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteRolePermissionsBoundary", resource = "{role:RoleName}")
    DeleteRolePermissionsBoundaryResponse deleteRolePermissionsBoundary(
            Call call, DeleteRolePermissionsBoundaryRequest request) {
        serviceLinked.protect(call.account(), request.roleName());
        boundaries.delete(call.account(), IdentityKind.ROLE, request.roleName());
        return DeleteRolePermissionsBoundaryResponse.builder().build();
    }
}
