package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.Map;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.AddRoleToInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesForRoleResponse;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.RemoveRoleFromInstanceProfileResponse;

/** The one role of an instance profile. */
@AwsOperations
class InstanceProfileRoleOperations {
    private final InstanceProfiles profiles;
    private final InstanceProfileView view;
    private final InstanceProfileArns arns;
    private final Identities identities;

    InstanceProfileRoleOperations(
            InstanceProfiles profiles, InstanceProfileView view, InstanceProfileArns arns, Identities identities) {
        this.profiles = profiles;
        this.view = view;
        this.arns = arns;
        this.identities = identities;
    }

    @AuthorizedInCode(
            actions = {"iam:AddRoleToInstanceProfile", "iam:PassRole"},
            because = "The role is passed to the instances that will use the profile")
    AddRoleToInstanceProfileResponse addRoleToInstanceProfile(Call call, AddRoleToInstanceProfileRequest request) {
        call.authorize(
                "iam:AddRoleToInstanceProfile", arns.arn(call.account(), call.region(), request.instanceProfileName()));
        InstanceProfile profile = profiles.lock(call.account(), request.instanceProfileName());
        Identity role = identities.lock(call.account(), IdentityKind.ROLE, request.roleName());
        call.authorize("iam:PassRole", role.arn(), Map.of("iam:PassedToService", "ec2.amazonaws.com"));
        if (profile.roleId() != null) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for InstanceSessionsPerInstanceProfile: 1");
        }
        profiles.setRole(profile, role.id());
        return AddRoleToInstanceProfileResponse.builder().build();
    }

    @Authorize(action = "iam:RemoveRoleFromInstanceProfile", resource = "{instance-profile:InstanceProfileName}")
    RemoveRoleFromInstanceProfileResponse removeRoleFromInstanceProfile(
            Call call, RemoveRoleFromInstanceProfileRequest request) {
        InstanceProfile profile = profiles.lock(call.account(), request.instanceProfileName());
        Identity role = identities.get(call.account(), IdentityKind.ROLE, request.roleName());
        if (!role.id().equals(profile.roleId())) {
            throw IamError.NO_SUCH_ENTITY.of("The role with name %s cannot be found.", request.roleName());
        }
        profiles.setRole(profile, null);
        return RemoveRoleFromInstanceProfileResponse.builder().build();
    }

    @Authorize(action = "iam:ListInstanceProfilesForRole", resource = "{role:RoleName}")
    ListInstanceProfilesForRoleResponse listInstanceProfilesForRole(
            Call call, ListInstanceProfilesForRoleRequest request) {
        Identity role = identities.get(call.account(), IdentityKind.ROLE, request.roleName());
        Page<InstanceProfile> page = profiles.listWith(role, PageRequest.of(request.marker(), request.maxItems()));
        return ListInstanceProfilesForRoleResponse.builder()
                .instanceProfiles(page.map(view::of))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
