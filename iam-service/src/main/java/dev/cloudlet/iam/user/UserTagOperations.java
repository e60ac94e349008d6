package dev.cloudlet.iam.user;

import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.identity.IdentityTags;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;

/** The tags of users. */
@AwsOperations
class UserTagOperations {
    private final IdentityTags tags;

    UserTagOperations(IdentityTags tags) {
        this.tags = tags;
    }

    @Authorize(action = "iam:TagUser", resource = "{user:UserName}")
    TagUserResponse tagUser(Call call, TagUserRequest request) {
        tags.add(call.account(), IdentityKind.USER, request.userName(), request.tags());
        return TagUserResponse.builder().build();
    }

    @Authorize(action = "iam:UntagUser", resource = "{user:UserName}")
    UntagUserResponse untagUser(Call call, UntagUserRequest request) {
        tags.remove(call.account(), IdentityKind.USER, request.userName(), request.tagKeys());
        return UntagUserResponse.builder().build();
    }

    @Authorize(action = "iam:ListUserTags", resource = "{user:UserName}")
    ListUserTagsResponse listUserTags(Call call, ListUserTagsRequest request) {
        Page<Tag> page = tags.list(
                call.account(),
                IdentityKind.USER,
                request.userName(),
                PageRequest.of(request.marker(), request.maxItems()));
        return ListUserTagsResponse.builder()
                .tags(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }
}
