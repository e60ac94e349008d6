package dev.cloudlet.compute.tag;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** Tags: set, taken away, described. */
@AwsOperations
class TagOperations {
    private static final int MOST_RESOURCES = 1000;
    private static final Filters<Tags.Tagged> FILTERS = Filters.<Tags.Tagged>of(
                    each -> Map.of(each.key(), each.value()))
            .by("key", Tags.Tagged::key)
            .by("resource-id", Tags.Tagged::resourceId)
            .by("resource-type", Tags.Tagged::resourceType)
            .by("value", Tags.Tagged::value);

    private final Tags tags;
    private final Resources resources;

    TagOperations(Tags tags, Resources resources) {
        this.tags = tags;
        this.resources = resources;
    }

    @AuthorizedInCode(actions = "ec2:CreateTags", because = "The type of a resource is known by its id alone")
    CreateTagsResponse createTags(Call call, CreateTagsRequest request) {
        Place place = Place.of(call);
        List<String> ids = allowed(call, "ec2:CreateTags", request.resources());
        DryRun.check(request.dryRun());
        if (request.tags().isEmpty()) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter Tags");
        }
        Map<String, String> wanted = Tags.checked(request.tags());
        ids.forEach(id -> tags.put(place, id, resources.typeOf(place, id), wanted));
        return CreateTagsResponse.builder().build();
    }

    @AuthorizedInCode(actions = "ec2:DeleteTags", because = "The type of a resource is known by its id alone")
    DeleteTagsResponse deleteTags(Call call, DeleteTagsRequest request) {
        Place place = Place.of(call);
        List<String> ids = allowed(call, "ec2:DeleteTags", request.resources());
        DryRun.check(request.dryRun());
        ids.forEach(id -> tags.remove(place, id, request.tags()));
        return DeleteTagsResponse.builder().build();
    }

    private List<String> allowed(Call call, String action, List<String> ids) {
        Place place = Place.of(call);
        if (ids.size() > MOST_RESOURCES) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of("At most 1000 resources can be tagged at once");
        }
        ids.forEach(id -> call.authorize(action, place.ec2Arn(Resources.path(id))));
        if (ids.isEmpty()) {
            call.authorize(action, place.ec2Arn("*"));
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter resourceIdSet");
        }
        return ids;
    }

    @Authorize(action = "ec2:DescribeTags")
    DescribeTagsResponse describeTags(Call call, DescribeTagsRequest request) {
        DryRun.check(request.dryRun());
        List<Tags.Tagged> found = tags.all(Place.of(call)).stream()
                .filter(FILTERS.matching(request.filters()))
                .toList();
        Page<Tags.Tagged> page =
                Page.of(found, each -> each.resourceId() + " " + each.key(), request.maxResults(), request.nextToken());
        return DescribeTagsResponse.builder()
                .tags(page.map(each -> TagDescription.builder()
                        .resourceId(each.resourceId())
                        .resourceType(each.resourceType())
                        .key(each.key())
                        .value(each.value())
                        .build()))
                .nextToken(page.next())
                .build();
    }
}
