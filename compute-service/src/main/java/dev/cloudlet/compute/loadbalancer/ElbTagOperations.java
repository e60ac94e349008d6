package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TagDescription;

/** Tags of Elastic Load Balancing; they count when its resources' use is decided. */
@AwsOperations
class ElbTagOperations implements ResourcePolicies {
    private final ElbTags tags;
    private final ObjectProvider<TagTarget> targets;

    ElbTagOperations(ElbTags tags, ObjectProvider<TagTarget> targets) {
        this.tags = tags;
        this.targets = targets;
    }

    @Authorize(action = "elasticloadbalancing:AddTags", resource = "{ResourceArns}")
    AddTagsResponse addTags(Call call, AddTagsRequest request) {
        request.resourceArns().forEach(arn -> require(call, arn));
        request.resourceArns().forEach(arn -> tags.put(arn, request.tags()));
        return AddTagsResponse.builder().build();
    }

    @Authorize(action = "elasticloadbalancing:RemoveTags", resource = "{ResourceArns}")
    RemoveTagsResponse removeTags(Call call, RemoveTagsRequest request) {
        request.resourceArns().forEach(arn -> require(call, arn));
        request.resourceArns().forEach(arn -> tags.remove(arn, request.tagKeys()));
        return RemoveTagsResponse.builder().build();
    }

    @Authorize(action = "elasticloadbalancing:DescribeTags", resource = "{ResourceArns}")
    DescribeTagsResponse describeTags(Call call, DescribeTagsRequest request) {
        if (request.resourceArns().size() > 20) {
            throw ElbError.VALIDATION_ERROR.of("Up to 20 resources can be described in one request");
        }
        request.resourceArns().forEach(arn -> require(call, arn));
        return DescribeTagsResponse.builder()
                .tagDescriptions(
                        request.resourceArns().stream().map(this::described).toList())
                .build();
    }

    private TagDescription described(String arn) {
        List<Tag> all = tags.of(arn).entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return TagDescription.builder().resourceArn(arn).tags(all).build();
    }

    private void require(Call call, String arn) {
        String prefix = ElbNames.arn(Place.of(call), "");
        if (!arn.startsWith(prefix) || arn.indexOf('/') < 0) {
            throw ElbError.VALIDATION_ERROR.of("'%s' is not a valid load balancing ARN", arn);
        }
        String kind = arn.substring(prefix.length(), arn.indexOf('/'));
        Map<String, TagTarget> byKind =
                targets.stream().collect(Collectors.toMap(TagTarget::kind, Function.identity()));
        TagTarget target = byKind.get(kind);
        if (target == null) {
            throw ElbError.VALIDATION_ERROR.of("'%s' is not a valid load balancing ARN", arn);
        }
        target.require(Place.of(call), arn);
    }

    @Override
    public @Nullable ResourceFacts find(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length < 6 || !parts[2].equals("elasticloadbalancing")) {
            return null;
        }
        return new ResourceFacts(parts[4], null, tags.of(arn));
    }
}
