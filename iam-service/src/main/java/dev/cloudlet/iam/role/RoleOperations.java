package dev.cloudlet.iam.role;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityDeletion;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.DeleteRoleRequest;
import software.amazon.awssdk.services.iam.model.DeleteRoleResponse;
import software.amazon.awssdk.services.iam.model.GetRoleRequest;
import software.amazon.awssdk.services.iam.model.GetRoleResponse;
import software.amazon.awssdk.services.iam.model.ListRolesRequest;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** Roles: made, found, deleted. */
@AwsOperations
class RoleOperations {
    private final Roles roles;
    private final IdentityFactory factory;
    private final TrustPolicies trust;
    private final Boundaries boundaries;
    private final IdentityDeletion deletion;
    private final CallersChanged callers;

    RoleOperations(
            Roles roles,
            IdentityFactory factory,
            TrustPolicies trust,
            Boundaries boundaries,
            IdentityDeletion deletion,
            CallersChanged callers) {
        this.roles = roles;
        this.factory = factory;
        this.trust = trust;
        this.boundaries = boundaries;
        this.deletion = deletion;
        this.callers = callers;
    }

    @Authorize(
            action = "iam:CreateRole",
            resource = "arn:aws:iam::{account}:role{Path|/}{RoleName}",
            keys = "iam:PermissionsBoundary={PermissionsBoundary}")
    CreateRoleResponse createRole(Call call, CreateRoleRequest request) {
        if (request.path() != null && request.path().startsWith(Identity.SERVICE_PATH)) {
            throw IamError.INVALID_INPUT.of(
                    "Roles with the path %s are made with CreateServiceLinkedRole.", Identity.SERVICE_PATH);
        }
        TrustPolicy policy = trust.read(call.account(), request.assumeRolePolicyDocument());
        boundaries.check(call.account(), request.permissionsBoundary());
        Role role = new Role(
                factory.make(
                        call.account(),
                        IdentityKind.ROLE,
                        request.roleName(),
                        request.path(),
                        TagChange.create(request.tags()),
                        request.permissionsBoundary()),
                request.assumeRolePolicyDocument(),
                Objects.requireNonNullElse(request.description(), ""),
                Objects.requireNonNullElse(request.maxSessionDuration(), Role.DEFAULT_SESSION_SECONDS),
                null);
        roles.add(role, policy);
        return CreateRoleResponse.builder()
                .role(RoleView.whole(role).toBuilder()
                        .roleLastUsed((RoleLastUsed) null)
                        .build())
                .build();
    }

    @Authorize(action = "iam:GetRole", resource = "{role:RoleName}")
    GetRoleResponse getRole(Call call, GetRoleRequest request) {
        return GetRoleResponse.builder()
                .role(RoleView.whole(roles.get(call.account(), request.roleName())))
                .build();
    }

    @Authorize(action = "iam:ListRoles", resource = "arn:aws:iam::{account}:role/")
    ListRolesResponse listRoles(Call call, ListRolesRequest request) {
        Page<Role> page =
                roles.list(call.account(), request.pathPrefix(), PageRequest.of(request.marker(), request.maxItems()));
        return ListRolesResponse.builder()
                .roles(page.map(RoleView::brief))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    @Authorize(action = "iam:DeleteRole", resource = "{role:RoleName}")
    DeleteRoleResponse deleteRole(Call call, DeleteRoleRequest request) {
        deletion.delete(roles.lockOwn(call.account(), request.roleName()).identity());
        callers.announce();
        return DeleteRoleResponse.builder().build();
    }
}
