package dev.cloudlet.e2e.tour;

import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Clients;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ActionTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** A group of instances over two zones, behind an application load balancer: where the application is served. */
public final class Site {
    public static final String GROUP = "hello-fleet";
    static final String NAME = "hello";
    private static final int TIMEOUT_MILLIS = 10_000;

    private final URI endpoint;
    private final Ec2Client ec2;
    private final ElasticLoadBalancingV2Client balancing;
    private final AutoScalingClient scaling;
    private String host = "";

    /** What a visitor was answered. */
    public record Answer(int status, String body) {}

    public Site(URI endpoint, Clients clients, AwsCredentials who) {
        this.endpoint = endpoint;
        this.ec2 = clients.client(Ec2Client.builder(), who);
        this.balancing = clients.client(ElasticLoadBalancingV2Client.builder(), who);
        this.scaling = clients.client(AutoScalingClient.builder(), who);
    }

    public void create() {
        String vpc = ec2.describeVpcs().vpcs().getFirst().vpcId();
        List<String> subnets = ec2.describeSubnets().subnets().stream()
                .limit(2)
                .map(each -> each.subnetId())
                .toList();
        String outside = securityGroup("hello-balancer", vpc);
        ec2.authorizeSecurityGroupIngress(r ->
                r.groupId(outside).ipProtocol("tcp").fromPort(80).toPort(80).cidrIp("0.0.0.0/0"));
        String inside = securityGroup("hello-instance", vpc);
        ec2.authorizeSecurityGroupIngress(r -> r.groupId(inside)
                .ipPermissions(IpPermission.builder()
                        .ipProtocol("tcp")
                        .fromPort(8080)
                        .toPort(8080)
                        .userIdGroupPairs(
                                UserIdGroupPair.builder().groupId(outside).build())
                        .build()));
        template(inside);
        LoadBalancer balancer = balancing
                .createLoadBalancer(r -> r.name(NAME).subnets(subnets).securityGroups(outside))
                .loadBalancers()
                .getFirst();
        host = balancer.dnsName();
        String targets = targetGroup(vpc);
        balancing.createListener(r -> r.loadBalancerArn(balancer.loadBalancerArn())
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .defaultActions(Action.builder()
                        .type(ActionTypeEnum.FORWARD)
                        .targetGroupArn(targets)
                        .build()));
        scaling.createAutoScalingGroup(r -> r.autoScalingGroupName(GROUP)
                .launchTemplate(t -> t.launchTemplateName(NAME))
                .minSize(2)
                .maxSize(4)
                .desiredCapacity(2)
                .defaultCooldown(10)
                .vpcZoneIdentifier(String.join(",", subnets))
                .targetGroupARNs(targets));
    }

    private String securityGroup(String name, String vpc) {
        return ec2.createSecurityGroup(r -> r.groupName(name).description(name).vpcId(vpc))
                .groupId();
    }

    private void template(String securityGroup) {
        String image =
                ec2.describeImages(r -> r.owners("amazon")).images().getFirst().imageId();
        ec2.createLaunchTemplate(r -> r.launchTemplateName(NAME).launchTemplateData(d -> d.imageId(image)
                .instanceType("t3.micro")
                .iamInstanceProfile(p -> p.name(Identities.INSTANCE))
                .securityGroupIds(securityGroup)));
    }

    private String targetGroup(String vpc) {
        String arn = balancing
                .createTargetGroup(r -> r.name(NAME)
                        .protocol(ProtocolEnum.HTTP)
                        .port(8080)
                        .vpcId(vpc)
                        .healthCheckPath("/health")
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(4)
                        .healthyThresholdCount(2)
                        .unhealthyThresholdCount(2))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        balancing.modifyTargetGroupAttributes(r -> r.targetGroupArn(arn)
                .attributes(TargetGroupAttribute.builder()
                        .key("deregistration_delay.timeout_seconds")
                        .value("5")
                        .build()));
        return arn;
    }

    public List<Instance> inService() {
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(GROUP)).autoScalingGroups().stream()
                .flatMap(group -> group.instances().stream())
                .filter(each -> each.lifecycleStateAsString().equals("InService"))
                .toList();
    }

    /** One visit. */
    public Answer get(String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            OutputStream out = socket.getOutputStream();
            out.write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                    .formatted(path, host)
                    .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!answer.startsWith("HTTP/1.1 ") || !answer.contains("\r\n\r\n")) {
                throw new IOException("not an answer: " + answer);
            }
            return new Answer(
                    Integer.parseInt(answer.substring(9, 12)), answer.substring(answer.indexOf("\r\n\r\n") + 4));
        }
    }

    public void remove() {
        scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName(GROUP).forceDelete(true));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(GROUP))
                        .autoScalingGroups()
                        .isEmpty());
        balancing
                .describeLoadBalancers(r -> r.names(NAME))
                .loadBalancers()
                .forEach(each -> balancing.deleteLoadBalancer(r -> r.loadBalancerArn(each.loadBalancerArn())));
        balancing
                .describeTargetGroups(r -> r.names(NAME))
                .targetGroups()
                .forEach(each -> balancing.deleteTargetGroup(r -> r.targetGroupArn(each.targetGroupArn())));
        ec2.deleteLaunchTemplate(r -> r.launchTemplateName(NAME));
        // As long as an interface of a terminated instance is in it, a group cannot go.
        for (String group : List.of("hello-instance", "hello-balancer")) {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsMatching(e -> e instanceof Ec2Exception refused
                            && refused.awsErrorDetails().errorCode().equals("DependencyViolation"))
                    .until(() -> ec2.deleteSecurityGroup(r -> r.groupName(group))
                            .sdkHttpResponse()
                            .isSuccessful());
        }
    }
}
