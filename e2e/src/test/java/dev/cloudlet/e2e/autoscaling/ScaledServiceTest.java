package dev.cloudlet.e2e.autoscaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.Activity;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroupAttribute;

/** A service behind a load balancer, kept alive by a group: real machines, real requests. */
final class ScaledServiceTest {
    private static final String NAME = "scaled-service";
    private static final Duration LONG = Duration.ofSeconds(90);

    /** Answers every request with the machine's name; {@code /stop} is the last that it answers. */
    private static final String USER_DATA = """
            #!/bin/sh
            cat > /tmp/server.pl <<'PERL'
            use IO::Socket::INET; my $name = `hostname`; chomp $name;
            my $server = IO::Socket::INET->new(LocalPort => 8080, Listen => 50, ReuseAddr => 1) or die;
            while (my $client = $server->accept) {
              my $last; while (<$client>) { $last = 1 if m{^GET /stop}; last if /^\\r?\\n$/ }
              print $client "HTTP/1.1 200 OK\\r\\nContent-Length: " . length($name) . "\\r\\nConnection: close\\r\\n\\r\\n$name";
              close $client;
              exit if $last;
            }
            PERL
            nohup perl /tmp/server.pl > /tmp/server.log 2>&1 &
            """;

    private final Cloud cloud = Cloud.shared();
    private final Ec2Client ec2 = cloud.client(Ec2Client.builder());
    private final AutoScalingClient scaling = cloud.client(AutoScalingClient.builder());
    private final ElasticLoadBalancingV2Client balancing = cloud.client(ElasticLoadBalancingV2Client.builder());

    @Test
    void servesThroughTheBalancerAndReplacesWhatIsLost() {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/runc")), "no OCI runtime");
        LoadBalancer balancer = balancer();
        String group = balancing
                .createTargetGroup(r -> r.name(NAME)
                        .protocol(ProtocolEnum.HTTP)
                        .port(8080)
                        .vpcId(balancer.vpcId())
                        .healthCheckIntervalSeconds(5)
                        .healthCheckTimeoutSeconds(2))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
        TargetGroupAttribute atOnce = TargetGroupAttribute.builder()
                .key("deregistration_delay.timeout_seconds")
                .value("0")
                .build();
        balancing.modifyTargetGroupAttributes(r -> r.targetGroupArn(group).attributes(atOnce));
        Action forward = Action.builder().type("forward").targetGroupArn(group).build();
        balancing.createListener(r -> r.loadBalancerArn(balancer.loadBalancerArn())
                .protocol(ProtocolEnum.HTTP)
                .port(80)
                .defaultActions(forward));
        String subnets = String.join(
                ",",
                balancer.availabilityZones().stream()
                        .map(zone -> zone.subnetId())
                        .toList());
        template();
        scaling.createAutoScalingGroup(r -> r.autoScalingGroupName(NAME)
                .launchTemplate(t -> t.launchTemplateName(NAME).version("$Latest"))
                .minSize(1)
                .maxSize(3)
                .desiredCapacity(2)
                .vpcZoneIdentifier(subnets)
                .targetGroupARNs(group));

        await().atMost(LONG).until(() -> names(balancer).size() == 2);
        List<Instance> before = serving();
        assertThat(before.stream().map(Instance::availabilityZone).distinct()).hasSize(2);

        String lost = before.getFirst().instanceId();
        ec2.terminateInstances(r -> r.instanceIds(lost));
        await().atMost(LONG)
                .until(() -> serving().size() == 2
                        && serving().stream()
                                .noneMatch(each -> each.instanceId().equals(lost)));
        assertThat(scaling.describeScalingActivities(r -> r.autoScalingGroupName(NAME))
                        .activities())
                .extracting(Activity::cause)
                .anyMatch(cause -> cause.contains("in response to an EC2 health check"));

        replacesWhatTheBalancerFindsUnhealthy(balancer);

        scaling.deleteAutoScalingGroup(r -> r.autoScalingGroupName(NAME).forceDelete(true));
        await().atMost(LONG).until(() -> scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(NAME))
                .autoScalingGroups()
                .isEmpty());
        assertThat(balancing.describeTargetHealth(r -> r.targetGroupArn(group)).targetHealthDescriptions())
                .isEmpty();
        balancing.deleteLoadBalancer(r -> r.loadBalancerArn(balancer.loadBalancerArn()));
        balancing.deleteTargetGroup(r -> r.targetGroupArn(group));
    }

    private void replacesWhatTheBalancerFindsUnhealthy(LoadBalancer balancer) {
        await().atMost(LONG).until(() -> names(balancer).size() == 2);
        Set<String> before = ids();
        scaling.updateAutoScalingGroup(
                r -> r.autoScalingGroupName(NAME).healthCheckType("ELB").healthCheckGracePeriod(0));
        await().atMost(LONG).until(() -> get(balancer.dnsName(), "/stop").startsWith("HTTP/1.1 200"));

        await().atMost(LONG)
                .until(() -> ids().size() == 2
                        && !ids().equals(before)
                        && names(balancer).size() == 2);
        assertThat(scaling.describeScalingActivities(r -> r.autoScalingGroupName(NAME))
                        .activities())
                .extracting(Activity::cause)
                .anyMatch(cause -> cause.endsWith(
                        " an instance was taken out of service in response to an ELB system health check failure."));
    }

    private Set<String> ids() {
        return serving().stream().map(Instance::instanceId).collect(Collectors.toSet());
    }

    private LoadBalancer balancer() {
        List<String> subnets = ec2.describeSubnets().subnets().stream()
                .filter(each -> each.defaultForAz())
                .limit(2)
                .map(each -> each.subnetId())
                .toList();
        // In the default group it may talk to the instances; anybody may talk to it.
        String inside = ec2.describeSecurityGroups(r -> r.groupNames("default"))
                .securityGroups()
                .getFirst()
                .groupId();
        String open = ec2.createSecurityGroup(r -> r.groupName(NAME).description("a balancer for all"))
                .groupId();
        ec2.authorizeSecurityGroupIngress(
                r -> r.groupId(open).ipProtocol("tcp").fromPort(80).toPort(80).cidrIp("0.0.0.0/0"));
        return balancing
                .createLoadBalancer(r -> r.name(NAME).subnets(subnets).securityGroups(inside, open))
                .loadBalancers()
                .getFirst();
    }

    private void template() {
        String image = ec2.describeImages().images().getFirst().imageId();
        String data = Base64.getEncoder().encodeToString(USER_DATA.getBytes(StandardCharsets.UTF_8));
        ec2.createLaunchTemplate(r -> r.launchTemplateName(NAME)
                .launchTemplateData(
                        d -> d.imageId(image).instanceType("t3.micro").userData(data)));
    }

    private List<Instance> serving() {
        return scaling.describeAutoScalingGroups(r -> r.autoScalingGroupNames(NAME)).autoScalingGroups().stream()
                .map(AutoScalingGroup::instances)
                .flatMap(List::stream)
                .filter(each -> each.lifecycleStateAsString().equals("InService"))
                .toList();
    }

    /** Who answers: several requests, since they are spread. */
    private Set<String> names(LoadBalancer balancer) throws IOException {
        Set<String> names = new HashSet<>();
        for (int request = 0; request < 4; request++) {
            String answer = get(balancer.dnsName(), "/");
            if (answer.startsWith("HTTP/1.1 200")) {
                names.add(answer.substring(answer.lastIndexOf('\n') + 1));
            }
        }
        return names;
    }

    private String get(String host, String path) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), cloud.endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
