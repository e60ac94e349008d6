package dev.cloudlet.e2e.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Action;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetDescription;

/** Who reaches a balancer: instances of its VPC at its nodes' own addresses, others at the gateway, and each only as its groups say. */
final class BalancerNetworkTest {
    private static final String TARGET = """
            #!/bin/bash
            cat > /tmp/target.py <<'PY'
            import base64, hashlib
            from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
            class Handler(BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"
                def echo(self):
                    key = self.headers["Sec-WebSocket-Key"] + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
                    self.send_response(101)
                    self.send_header("Upgrade", "websocket")
                    self.send_header("Connection", "Upgrade")
                    self.send_header("Sec-WebSocket-Accept", base64.b64encode(hashlib.sha1(key.encode()).digest()).decode())
                    self.end_headers()
                    head = self.rfile.read(6)
                    body = bytes(byte ^ head[2 + i % 4] for i, byte in enumerate(self.rfile.read(head[1] & 127)))
                    self.wfile.write(bytes([0x81, len(body)]) + body + bytes([0x88, 0]))
                    self.close_connection = True
                def do_GET(self):
                    if self.headers.get("Upgrade") == "websocket":
                        return self.echo()
                    body = ("for=%s peer=%s host=%s" % (self.headers.get("X-Forwarded-For"),
                        self.client_address[0], self.headers.get("Host"))).encode()
                    self.send_response(200)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
            ThreadingHTTPServer(("", 8080), Handler).serve_forever()
            PY
            nohup python3 /tmp/target.py > /tmp/target.log 2>&1 &
            """;

    private static final String CLIENT = """
            #!/bin/bash
            until_answered() { for try in $(seq 300); do out=$("$@" 2>/dev/null); [[ $out == for=* ]] && break; sleep 0.1; done; echo "$out"; }
            by_name() { python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1], timeout=3).read().decode())' $1; }
            echo "facing at $(getent ahostsv4 FACING | awk '{print $1}' | sort -u | tr '\\n' ' ')."
            echo "facing: $(until_answered by_name http://FACING/)"
            echo "internal: $(until_answered curl -s -m 3 http://INTERNAL/)"
            echo "hidden: $(curl -s -o /dev/null -m 2 -w '%{http_code}' http://INTERNAL:8080/)"
            while curl -s -o /dev/null -m 2 http://INTERNAL/; do sleep 0.1; done
            echo "kept out"
            """;

    private final Cloud cloud = Cloud.shared();
    private final ElasticLoadBalancingV2Client balancing = cloud.client(ElasticLoadBalancingV2Client.builder());
    private final String name = "net" + System.nanoTime() % 1_000_000_000;

    @Test
    void each_client_comes_as_far_as_the_security_groups_say() throws IOException {
        try (TestInstances instances = new TestInstances()) {
            Ec2Client ec2 = instances.ec2();
            String balancerGroup = group(ec2, "balancer");
            String targetGroup = group(ec2, "target");
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(balancerGroup)
                    .ipProtocol("tcp")
                    .fromPort(80)
                    .toPort(80)
                    .cidrIp("172.31.0.0/16"));
            IpPermission fromBalancer = IpPermission.builder()
                    .ipProtocol("tcp")
                    .fromPort(8080)
                    .toPort(8080)
                    .userIdGroupPairs(
                            UserIdGroupPair.builder().groupId(balancerGroup).build())
                    .build();
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(targetGroup).ipPermissions(fromBalancer));
            String target = instances.run(TARGET, r -> r.securityGroupIds(targetGroup));
            LoadBalancer facing = balancer(ec2, "facing", LoadBalancerSchemeEnum.INTERNET_FACING, balancerGroup);
            LoadBalancer internal = balancer(ec2, "internal", LoadBalancerSchemeEnum.INTERNAL, balancerGroup);
            assertThat(internal.dnsName()).startsWith("internal-").endsWith(".us-east-1.elb.amazonaws.com");
            instances.awaitState(target, InstanceStateName.RUNNING);
            serve(target, facing, internal);
            List<String> nodes = nodes(ec2, facing);

            String client = instances.run(
                    CLIENT.replace("FACING", facing.dnsName()).replace("INTERNAL", internal.dnsName()), r -> {});
            String address =
                    instances.awaitState(client, InstanceStateName.RUNNING).privateIpAddress();
            instances.awaitConsole(client, "hidden:");
            String console = instances.console(client);
            assertThat(console)
                    .as("at its private addresses")
                    .contains("facing at " + String.join(" ", nodes) + " .")
                    .contains("facing: for=" + address + " peer=")
                    .contains("host=" + facing.dnsName())
                    .contains("internal: for=" + address + " peer=")
                    .contains("hidden: 000");
            assertThat(console.lines().filter(line -> line.startsWith("facing: ")))
                    .as("the target sees a node of the balancer")
                    .allMatch(line -> nodes.stream().anyMatch(node -> line.contains("peer=" + node + " ")));

            assertThat(fromHost(facing.dnsName())).as("the host is no instance").isEmpty();
            ec2.authorizeSecurityGroupIngress(r -> r.groupId(balancerGroup)
                    .ipProtocol("tcp")
                    .fromPort(80)
                    .toPort(80)
                    .cidrIp("127.0.0.1/32"));
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(fromHost(facing.dnsName())).contains("for=127.0.0.1 peer="));
            assertThat(webSocket(facing.dnsName()))
                    .startsWith("HTTP/1.1 101")
                    .contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .as("a whole message and the end")
                    .endsWith("\u0081\u0005hello\u0088\u0000");
            assertThat(fromHost(internal.dnsName())).as("internal").doesNotContain("for=127.0.0.1");

            ec2.revokeSecurityGroupIngress(r -> r.groupId(balancerGroup)
                    .ipProtocol("tcp")
                    .fromPort(80)
                    .toPort(80)
                    .cidrIp("172.31.0.0/16"));
            instances.awaitConsole(client, "kept out");

            for (LoadBalancer each : List.of(facing, internal)) {
                balancing.deleteLoadBalancer(r -> r.loadBalancerArn(each.loadBalancerArn()));
            }
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(nodes(ec2, facing)).isEmpty());
        }
    }

    private String group(Ec2Client ec2, String role) {
        return ec2.createSecurityGroup(r -> r.groupName(name + "-" + role).description(role))
                .groupId();
    }

    private LoadBalancer balancer(Ec2Client ec2, String role, LoadBalancerSchemeEnum scheme, String group) {
        List<String> subnets = ec2.describeSubnets().subnets().stream()
                .filter(each -> each.defaultForAz())
                .limit(2)
                .map(each -> each.subnetId())
                .toList();
        return balancing
                .createLoadBalancer(r -> r.name(name + "-" + role)
                        .scheme(scheme)
                        .subnets(subnets)
                        .securityGroups(group))
                .loadBalancers()
                .getFirst();
    }

    private void serve(String target, LoadBalancer... balancers) {
        for (LoadBalancer balancer : balancers) {
            String arn = balancing
                    .createTargetGroup(r -> r.name(balancer.loadBalancerName())
                            .protocol(ProtocolEnum.HTTP)
                            .port(8080)
                            .vpcId(balancer.vpcId()))
                    .targetGroups()
                    .getFirst()
                    .targetGroupArn();
            balancing.registerTargets(r -> r.targetGroupArn(arn)
                    .targets(TargetDescription.builder().id(target).build()));
            balancing.createListener(r -> r.loadBalancerArn(balancer.loadBalancerArn())
                    .protocol(ProtocolEnum.HTTP)
                    .port(80)
                    .defaultActions(
                            Action.builder().type("forward").targetGroupArn(arn).build()));
        }
    }

    private static List<String> nodes(Ec2Client ec2, LoadBalancer balancer) {
        return ec2.describeNetworkInterfaces().networkInterfaces().stream()
                .filter(each -> each.description().contains("/" + balancer.loadBalancerName() + "/"))
                .map(each -> each.privateIpAddress())
                .sorted()
                .toList();
    }

    private String fromHost(String host) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), cloud.endpoint().getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Says hello by WebSocket, and returns all that comes back until the connection closes. */
    private String webSocket(String host) throws IOException {
        String upgrade = """
                GET /echo HTTP/1.1\r
                Host: %s\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                \r
                """.formatted(host);
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), cloud.endpoint().getPort())) {
            socket.getOutputStream().write(upgrade.getBytes(StandardCharsets.US_ASCII));
            byte[] frame = {(byte) 0x81, (byte) 0x85, 1, 2, 3, 4, 'h' ^ 1, 'e' ^ 2, 'l' ^ 3, 'l' ^ 4, 'o' ^ 1};
            InputStream in = socket.getInputStream();
            String first = new String(in.readNBytes(12), StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(frame);
            return first + new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
