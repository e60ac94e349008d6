package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.iam.policy.PolicyRules;
import dev.cloudlet.iam.tag.TagChange;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;

/** Roles in AWS's form. */
public final class RoleView {
    private RoleView() {}

    /** As lists and instance profiles have it: without tags, boundary and last use. */
    public static software.amazon.awssdk.services.iam.model.Role brief(Role role) {
        Identity identity = role.identity();
        return software.amazon.awssdk.services.iam.model.Role.builder()
                .path(identity.path())
                .roleName(identity.name())
                .roleId(identity.id())
                .arn(identity.arn())
                .createDate(identity.created())
                .assumeRolePolicyDocument(PolicyRules.encoded(role.trustPolicy()))
                .description(role.description().isEmpty() ? null : role.description())
                .maxSessionDuration(role.maxSessionSeconds())
                .build();
    }

    static software.amazon.awssdk.services.iam.model.Role whole(Role role) {
        Identity identity = role.identity();
        RoleLastUsed.Builder lastUsed = RoleLastUsed.builder();
        if (role.lastUse() != null) {
            lastUsed.lastUsedDate(role.lastUse().time()).region(role.lastUse().region());
        }
        return brief(role).toBuilder()
                .permissionsBoundary(Boundaries.of(identity))
                .tags(identity.tags().isEmpty() ? null : TagChange.list(identity.tags()))
                .roleLastUsed(lastUsed.build())
                .build();
    }
}
