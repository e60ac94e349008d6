package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerAttribute;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ModifyLoadBalancerAttributesResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSecurityGroupsResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.SetSubnetsResponse;

/** Changes what a load balancer is like. */
@AwsOperations
class LoadBalancerSettingOperations {
    private final Balancers balancers;
    private final BalancerPlacement placement;
    private final BalancerNodes nodes;
    private final WorkQueue works;

    LoadBalancerSettingOperations(
            Balancers balancers, BalancerPlacement placement, BalancerNodes nodes, WorkQueue works) {
        this.balancers = balancers;
        this.placement = placement;
        this.nodes = nodes;
        this.works = works;
    }

    @Authorize(action = "elasticloadbalancing:DescribeLoadBalancerAttributes")
    DescribeLoadBalancerAttributesResponse describeLoadBalancerAttributes(
            Call call, DescribeLoadBalancerAttributesRequest request) {
        Balancer balancer = balancers.require(Place.of(call), request.loadBalancerArn());
        return DescribeLoadBalancerAttributesResponse.builder()
                .attributes(described(balancer.attributes()))
                .build();
    }

    @Authorize(action = "elasticloadbalancing:ModifyLoadBalancerAttributes", resource = "{LoadBalancerArn}")
    ModifyLoadBalancerAttributesResponse modifyLoadBalancerAttributes(
            Call call, ModifyLoadBalancerAttributesRequest request) {
        Balancer balancer = balancers.require(Place.of(call), request.loadBalancerArn());
        Map<String, String> changed = new TreeMap<>();
        for (LoadBalancerAttribute attribute : request.attributes()) {
            BalancerAttributes.KNOWN.require("Load balancer", attribute.key(), attribute.value());
            changed.put(attribute.key(), attribute.value());
        }
        balancers.attributes(balancer.arn(), changed);
        Map<String, String> all = new TreeMap<>(balancer.attributes());
        all.putAll(changed);
        return ModifyLoadBalancerAttributesResponse.builder()
                .attributes(described(all))
                .build();
    }

    private static List<LoadBalancerAttribute> described(Map<String, String> set) {
        Map<String, String> all = new TreeMap<>(BalancerAttributes.DEFAULTS);
        all.putAll(set);
        return all.entrySet().stream()
                .map(each -> LoadBalancerAttribute.builder()
                        .key(each.getKey())
                        .value(each.getValue())
                        .build())
                .toList();
    }

    @Authorize(action = "elasticloadbalancing:SetSecurityGroups", resource = "{LoadBalancerArn}")
    SetSecurityGroupsResponse setSecurityGroups(Call call, SetSecurityGroupsRequest request) {
        Place place = Place.of(call);
        Balancer balancer = balancers.require(place, request.loadBalancerArn());
        List<String> groups = placement.groups(place, balancer.vpcId(), request.securityGroups());
        balancers.document(
                balancer.arn(),
                balancer.document().toBuilder().securityGroups(groups).build());
        nodes.groups(balancer.arn(), groups);
        works.request(BalancerWork.NAME, balancer.arn());
        return SetSecurityGroupsResponse.builder().securityGroupIds(groups).build();
    }

    @Authorize(action = "elasticloadbalancing:SetSubnets", resource = "{LoadBalancerArn}")
    SetSubnetsResponse setSubnets(Call call, SetSubnetsRequest request) {
        Place place = Place.of(call);
        Balancer balancer = balancers.require(place, request.loadBalancerArn());
        List<Subnet> subnets = placement.subnets(place, request.subnets(), request.subnetMappings());
        if (!subnets.getFirst().vpcId().equals(balancer.vpcId())) {
            throw ElbError.INVALID_SUBNET.of("The subnets must be in the VPC of the load balancer");
        }
        var zones = LoadBalancerOperations.zones(subnets);
        balancers.document(
                balancer.arn(),
                balancer.document().toBuilder().availabilityZones(zones).build());
        nodes.place(balancer.arn(), subnets, balancer.document().securityGroups());
        works.request(BalancerWork.NAME, balancer.arn());
        return SetSubnetsResponse.builder()
                .availabilityZones(zones)
                .ipAddressType("ipv4")
                .build();
    }
}
