package dev.cloudlet.iam.role;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.identity.IdentityTags;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
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

/** The tags of roles. */
@AwsOperations
class RoleTagOperations {
    private final IdentityTags tags;

    RoleTagOperations(IdentityTags tags) {
        this.tags = tags;
    }

    @Authorize(action = "iam:TagRole", resource = "{role:RoleName}")
    TagRoleResponse tagRole(Call call, TagRoleRequest request) {
        tags.add(call.account(), IdentityKind.ROLE, request.roleName(), request.tags());
        return TagRoleResponse.builder().build();
    }

    @Authorize(action = "iam:UntagRole", resource = "{role:RoleName}")
    UntagRoleResponse untagRole(Call call, UntagRoleRequest request) {
        tags.remove(call.account(), IdentityKind.ROLE, request.roleName(), request.tagKeys());
        return UntagRoleResponse.builder().build();
    }

    @Authorize(action = "iam:ListRoleTags", resource = "{role:RoleName}")
    ListRoleTagsResponse listRoleTags(Call call, ListRoleTagsRequest request) {
        Page<Tag> page = tags.list(
                call.account(),
                IdentityKind.ROLE,
                request.roleName(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListRoleTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
