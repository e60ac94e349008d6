package dev.cloudlet.iam.user;

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
import software.amazon.awssdk.services.iam.model.ListUserTagsRequest;
import software.amazon.awssdk.services.iam.model.ListUserTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagUserRequest;
import software.amazon.awssdk.services.iam.model.TagUserResponse;
import software.amazon.awssdk.services.iam.model.UntagUserRequest;
import software.amazon.awssdk.services.iam.model.UntagUserResponse;

/** The tags of users, which the policies of a caller may ask for. */
@AwsOperations
class UserTagOperations {
    private final Identities identities;
    private final CallersChanged callers;

    UserTagOperations(Identities identities, CallersChanged callers) {
        this.identities = identities;
        this.callers = callers;
    }

    @Authorize(action = "iam:TagUser", resource = "{user:UserName}")
    TagUserResponse tagUser(Call call, TagUserRequest request) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, request.userName());
        identities.setTags(user, TagChange.add(user.tags(), request.tags()));
        callers.announce();
        return TagUserResponse.builder().build();
    }

    @Authorize(action = "iam:UntagUser", resource = "{user:UserName}")
    UntagUserResponse untagUser(Call call, UntagUserRequest request) {
        Identity user = identities.lock(call.account(), IdentityKind.USER, request.userName());
        identities.setTags(user, TagChange.remove(user.tags(), request.tagKeys()));
        callers.announce();
        return UntagUserResponse.builder().build();
    }

    @Authorize(action = "iam:ListUserTags", resource = "{user:UserName}")
    ListUserTagsResponse listUserTags(Call call, ListUserTagsRequest request) {
        Identity user = identities.get(call.account(), IdentityKind.USER, request.userName());
        Page<Tag> tags =
                Page.cut(TagChange.list(user.tags()), PageRequest.of(request.marker(), request.maxItems()), Tag::key);
        return ListUserTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.truncated())
                .marker(tags.marker())
                .build();
    }
}
