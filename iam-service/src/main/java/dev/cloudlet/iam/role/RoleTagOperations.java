package dev.cloudlet.iam.role;

import dev.cloudlet.iam.CallersChanged;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.ListRoleTagsRequest;
import software.amazon.awssdk.services.iam.model.ListRoleTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;
import software.amazon.awssdk.services.iam.model.TagRoleResponse;
import software.amazon.awssdk.services.iam.model.UntagRoleRequest;
import software.amazon.awssdk.services.iam.model.UntagRoleResponse;

/** The tags of roles, which the policies of a caller may ask for. */
@AwsOperations
class RoleTagOperations {
    private final Identities identities;
    private final CallersChanged callers;

    RoleTagOperations(Identities identities, CallersChanged callers) {
        this.identities = identities;
        this.callers = callers;
    }

    @Authorize(action = "iam:TagRole", resource = "{role:RoleName}")
    TagRoleResponse tagRole(Call call, TagRoleRequest request) {
        Identity role = identities.lock(call.account(), IdentityKind.ROLE, request.roleName());
        identities.setTags(role, TagChange.add(role.tags(), request.tags()));
        callers.announce();
        return TagRoleResponse.builder().build();
    }

    @Authorize(action = "iam:UntagRole", resource = "{role:RoleName}")
    UntagRoleResponse untagRole(Call call, UntagRoleRequest request) {
        Identity role = identities.lock(call.account(), IdentityKind.ROLE, request.roleName());
        identities.setTags(role, TagChange.remove(role.tags(), request.tagKeys()));
        callers.announce();
        return UntagRoleResponse.builder().build();
    }

    @Authorize(action = "iam:ListRoleTags", resource = "{role:RoleName}")
    ListRoleTagsResponse listRoleTags(Call call, ListRoleTagsRequest request) {
        Identity role = identities.get(call.account(), IdentityKind.ROLE, request.roleName());
        Page<Tag> tags =
                Page.cut(TagChange.list(role.tags()), PageRequest.of(request.marker(), request.maxItems()), Tag::key);
        return ListRoleTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.truncated())
                .marker(tags.marker())
                .build();
    }
}
