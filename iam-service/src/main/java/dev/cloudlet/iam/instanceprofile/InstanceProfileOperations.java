package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.UniqueIds;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.CreateInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.DeleteInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.GetInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfilesResponse;

/** Instance profiles: made, found, deleted. */
@AwsOperations
class InstanceProfileOperations {
    private final InstanceProfiles profiles;
    private final InstanceProfileView view;
    private final UniqueIds ids;

    InstanceProfileOperations(InstanceProfiles profiles, InstanceProfileView view, UniqueIds ids) {
        this.profiles = profiles;
        this.view = view;
        this.ids = ids;
    }

    @Authorize(
            action = "iam:CreateInstanceProfile",
            resource = "arn:aws:iam::{account}:instance-profile{Path|/}{InstanceProfileName}")
    CreateInstanceProfileResponse createInstanceProfile(Call call, CreateInstanceProfileRequest request) {
        InstanceProfile profile = new InstanceProfile(
                call.account(),
                request.instanceProfileName(),
                Objects.requireNonNullElse(request.path(), "/"),
                ids.next("AIPA"),
                call.time().truncatedTo(ChronoUnit.SECONDS),
                TagChange.create(request.tags()),
                null);
        profiles.add(profile);
        return CreateInstanceProfileResponse.builder()
                .instanceProfile(view.of(profile))
                .build();
    }

    @Authorize(action = "iam:GetInstanceProfile", resource = "{instance-profile:InstanceProfileName}")
    GetInstanceProfileResponse getInstanceProfile(Call call, GetInstanceProfileRequest request) {
        return GetInstanceProfileResponse.builder()
                .instanceProfile(view.of(profiles.get(call.account(), request.instanceProfileName())))
                .build();
    }

    @Authorize(action = "iam:ListInstanceProfiles", resource = "arn:aws:iam::{account}:instance-profile/")
    ListInstanceProfilesResponse listInstanceProfiles(Call call, ListInstanceProfilesRequest request) {
        Page<InstanceProfile> page = profiles.list(
                call.account(),
                Objects.requireNonNullElse(request.pathPrefix(), "/"),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListInstanceProfilesResponse.builder()
                .instanceProfiles(page.map(view::of))
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    @Authorize(action = "iam:DeleteInstanceProfile", resource = "{instance-profile:InstanceProfileName}")
    DeleteInstanceProfileResponse deleteInstanceProfile(Call call, DeleteInstanceProfileRequest request) {
        InstanceProfile profile = profiles.lock(call.account(), request.instanceProfileName());
        if (profile.roleId() != null) {
            throw IamError.DELETE_CONFLICT.of("Cannot delete entity, must remove roles from instance profile first.");
        }
        profiles.remove(profile);
        return DeleteInstanceProfileResponse.builder().build();
    }
}
