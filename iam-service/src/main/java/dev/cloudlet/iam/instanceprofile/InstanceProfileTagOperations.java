package dev.cloudlet.iam.instanceprofile;

import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.iam.tag.TagChange;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsRequest;
import software.amazon.awssdk.services.iam.model.ListInstanceProfileTagsResponse;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.TagInstanceProfileResponse;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileRequest;
import software.amazon.awssdk.services.iam.model.UntagInstanceProfileResponse;

/** The tags of instance profiles. */
@AwsOperations
class InstanceProfileTagOperations {
    private final InstanceProfiles profiles;

    InstanceProfileTagOperations(InstanceProfiles profiles) {
        this.profiles = profiles;
    }

    @Authorize(action = "iam:TagInstanceProfile", resource = "{instance-profile:InstanceProfileName}")
    TagInstanceProfileResponse tagInstanceProfile(Call call, TagInstanceProfileRequest request) {
        InstanceProfile profile = profiles.lock(call.account(), request.instanceProfileName());
        profiles.setTags(profile, TagChange.add(profile.tags(), request.tags()));
        return TagInstanceProfileResponse.builder().build();
    }

    @Authorize(action = "iam:UntagInstanceProfile", resource = "{instance-profile:InstanceProfileName}")
    UntagInstanceProfileResponse untagInstanceProfile(Call call, UntagInstanceProfileRequest request) {
        InstanceProfile profile = profiles.lock(call.account(), request.instanceProfileName());
        profiles.setTags(profile, TagChange.remove(profile.tags(), request.tagKeys()));
        return UntagInstanceProfileResponse.builder().build();
    }

    @Authorize(action = "iam:ListInstanceProfileTags", resource = "{instance-profile:InstanceProfileName}")
    ListInstanceProfileTagsResponse listInstanceProfileTags(Call call, ListInstanceProfileTagsRequest request) {
        InstanceProfile profile = profiles.get(call.account(), request.instanceProfileName());
        Page<Tag> tags = TagChange.page(profile.tags(), PageRequest.of(request.marker(), request.maxItems()));
        return ListInstanceProfileTagsResponse.builder()
                .tags(tags.items())
                .isTruncated(tags.truncated())
                .marker(tags.marker())
                .build();
    }
}
