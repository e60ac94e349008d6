package dev.cloudlet.compute.testing;

import java.util.List;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateListenerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateTargetGroupResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/** Load balancers, target groups and listeners that tests begin with; each method answers an ARN. */
public record Balancing(ComputeFixture compute) {
    /** The default subnets, one in each zone. */
    public List<Subnet> subnets() {
        return compute.ask(DescribeSubnetsRequest.builder().build(), DescribeSubnetsResponse.class).subnets().stream()
                .sorted(java.util.Comparator.comparing(Subnet::availabilityZone))
                .toList();
    }

    public String balancer(String name) {
        return compute.ask(
                        CreateLoadBalancerRequest.builder()
                                .name(name)
                                .subnets(subnets().stream()
                                        .map(Subnet::subnetId)
                                        .limit(2)
                                        .toList())
                                .build(),
                        CreateLoadBalancerResponse.class)
                .loadBalancers()
                .getFirst()
                .loadBalancerArn();
    }

    public CreateTargetGroupRequest.Builder wantedGroup(String name) {
        return CreateTargetGroupRequest.builder()
                .name(name)
                .protocol("HTTP")
                .port(80)
                .targetType(TargetTypeEnum.IP)
                .vpcId(subnets().getFirst().vpcId());
    }

    public String group(String name) {
        return compute.ask(wantedGroup(name).build(), CreateTargetGroupResponse.class)
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    public String listener(String balancer, int port, String group) {
        return compute.ask(
                        CreateListenerRequest.builder()
                                .loadBalancerArn(balancer)
                                .protocol("HTTP")
                                .port(port)
                                .defaultActions(forward(group))
                                .build(),
                        CreateListenerResponse.class)
                .listeners()
                .getFirst()
                .listenerArn();
    }

    public static Action forward(String group) {
        return Action.builder().type("forward").targetGroupArn(group).build();
    }
}
