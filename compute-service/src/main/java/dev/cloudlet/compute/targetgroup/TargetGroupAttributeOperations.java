package dev.cloudlet.compute.targetgroup;

import dev.cloudlet.compute.Place;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyTargetGroupAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** Attributes of target groups. */
@AwsOperations
class TargetGroupAttributeOperations {
    private final Groups groups;

    TargetGroupAttributeOperations(Groups groups) {
        this.groups = groups;
    }

    @Authorize(action = "elasticloadbalancing:DescribeTargetGroupAttributes")
    DescribeTargetGroupAttributesResponse describeTargetGroupAttributes(
            Call call, DescribeTargetGroupAttributesRequest request) {
        Group group = groups.require(Place.of(call), request.targetGroupArn());
        return DescribeTargetGroupAttributesResponse.builder()
                .attributes(described(group.attributes()))
                .build();
    }

    @Authorize(action = "elasticloadbalancing:ModifyTargetGroupAttributes", resource = "{TargetGroupArn}")
    ModifyTargetGroupAttributesResponse modifyTargetGroupAttributes(
            Call call, ModifyTargetGroupAttributesRequest request) {
        Group group = groups.require(Place.of(call), request.targetGroupArn());
        Map<String, String> changed = new TreeMap<>();
        for (TargetGroupAttribute attribute : request.attributes()) {
            GroupAttributes.KNOWN.require("Target group", attribute.key(), attribute.value());
            changed.put(attribute.key(), attribute.value());
        }
        groups.attributes(group.arn(), changed);
        Map<String, String> all = new TreeMap<>(group.attributes());
        all.putAll(changed);
        return ModifyTargetGroupAttributesResponse.builder()
                .attributes(described(all))
                .build();
    }

    private static List<TargetGroupAttribute> described(Map<String, String> set) {
        Map<String, String> all = new TreeMap<>(GroupAttributes.DEFAULTS);
        all.putAll(set);
        return all.entrySet().stream()
                .map(each -> TargetGroupAttribute.builder()
                        .key(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }
}
