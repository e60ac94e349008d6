package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.iam.role.RoleView;
import dev.cloudlet.iam.role.Roles;
import dev.cloudlet.iam.tag.TagChange;
import java.util.List;
import org.springframework.stereotype.Component;

/** Instance profiles in AWS's form, with their role. */
@Component
class InstanceProfileView {
    private final Roles roles;

    InstanceProfileView(Roles roles) {
        this.roles = roles;
    }

    software.amazon.awssdk.services.iam.model.InstanceProfile of(InstanceProfile profile) {
        return software.amazon.awssdk.services.iam.model.InstanceProfile.builder()
                .path(profile.path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.id())
                .arn(profile.arn())
                .createDate(profile.created())
                .roles(
                        profile.roleId() == null
                                ? List.of()
                                : roles.byIds(profile.account(), List.of(profile.roleId())).stream()
                                        .map(RoleView::brief)
                                        .toList())
                .tags(TagChange.list(profile.tags()))
                .build();
    }
}
