package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.CreateOrUpdateTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DeleteTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeTagsResponse;
import software.amazon.awssdk.services.autoscaling.model.Filter;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Tags of groups. */
@AwsOperations
class TagOperations {
    private final ScalingGroups groups;
    private final GroupTags tags;

    TagOperations(ScalingGroups groups, GroupTags tags) {
        this.groups = groups;
        this.tags = tags;
    }

    @AuthorizedInCode(actions = "autoscaling:CreateOrUpdateTags", because = "each tag names its group")
    CreateOrUpdateTagsResponse createOrUpdateTags(Call call, CreateOrUpdateTagsRequest request) {
        for (Tag tag : request.tags()) {
            change(call, "autoscaling:CreateOrUpdateTags", tag, true);
        }
        return CreateOrUpdateTagsResponse.builder().build();
    }

    @AuthorizedInCode(actions = "autoscaling:DeleteTags", because = "each tag names its group")
    DeleteTagsResponse deleteTags(Call call, DeleteTagsRequest request) {
        for (Tag tag : request.tags()) {
            change(call, "autoscaling:DeleteTags", tag, false);
        }
        return DeleteTagsResponse.builder().build();
    }

    private void change(Call call, String action, Tag tag, boolean wanted) {
        String name = String.valueOf(tag.resourceId());
        call.authorize(action, GroupArns.of(new GroupKey(Place.of(call), name), "*"));
        if (tag.resourceType() != null && !tag.resourceType().equals(GroupTags.RESOURCE_TYPE)) {
            throw ScalingError.VALIDATION_ERROR.of("The resource type must be %s", GroupTags.RESOURCE_TYPE);
        }
        ScalingGroup group = groups.require(Place.of(call), name);
        List<TagDescription> all = new ArrayList<>(group.document().tags().stream()
                .filter(each -> !each.key().equals(tag.key()))
                .toList());
        if (wanted) {
            all.add(tags.described(name, tag));
        }
        groups.document(group.key(), group.document().toBuilder().tags(all).build());
    }

    @Authorize(action = "autoscaling:DescribeTags")
    DescribeTagsResponse describeTags(Call call, DescribeTagsRequest request) {
        List<TagDescription> found = groups.list(Place.of(call)).stream()
                .flatMap(each -> each.document().tags().stream())
                .filter(tag -> request.filters().stream().allMatch(filter -> matches(filter, tag)))
                .toList();
        ScalingPage<TagDescription> page = ScalingPage.of(found, request.maxRecords(), request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.items())
                .nextToken(page.next())
                .build();
    }

    private static boolean matches(Filter filter, TagDescription tag) {
        String value =
                switch (String.valueOf(filter.name())) {
                    case "auto-scaling-group" -> tag.resourceId();
                    case "key" -> tag.key();
                    case "value" -> tag.value();
                    case "propagate-at-launch" -> String.valueOf(tag.propagateAtLaunch());
                    default -> throw ScalingError.VALIDATION_ERROR.of("Filter type %s is not correct.", filter.name());
                };
        return filter.values().contains(value);
    }
}
