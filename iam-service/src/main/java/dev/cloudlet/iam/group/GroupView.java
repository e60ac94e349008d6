package dev.cloudlet.iam.group;

import dev.cloudlet.iam.identity.Identity;
import software.amazon.awssdk.services.iam.model.Group;

/** Groups in AWS's form. */
final class GroupView {
    private GroupView() {}

    static Group of(Identity group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(group.arn())
                .createDate(group.created())
                .build();
    }
}
