package dev.cloudlet.iam.user;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.DeleteUserPermissionsBoundaryResponse;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryRequest;
import software.amazon.awssdk.services.iam.model.PutUserPermissionsBoundaryResponse;

/** The permissions boundaries of users. */
@AwsOperations
class UserBoundaryOperations {
    private final Boundaries boundaries;

    UserBoundaryOperations(Boundaries boundaries) {
        this.boundaries = boundaries;
    }

    @Authorize(
            action = "iam:PutUserPermissionsBoundary",
            resource = "{user:UserName}",
            keys = "iam:PermissionsBoundary={PermissionsBoundary}")
    PutUserPermissionsBoundaryResponse putUserPermissionsBoundary(
            Call call, PutUserPermissionsBoundaryRequest request) {
        boundaries.put(call.account(), IdentityKind.USER, request.userName(), request.permissionsBoundary());
        return PutUserPermissionsBoundaryResponse.builder().build();
    }

    @Authorize(action = "iam:DeleteUserPermissionsBoundary", resource = "{user:UserName}")
    DeleteUserPermissionsBoundaryResponse deleteUserPermissionsBoundary(
            Call call, DeleteUserPermissionsBoundaryRequest request) {
        boundaries.delete(call.account(), IdentityKind.USER, request.userName());
        return DeleteUserPermissionsBoundaryResponse.builder().build();
    }
}
