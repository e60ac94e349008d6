package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Forwarder;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.network.TrafficRule;
import dev.cloudlet.sandbox.network.TrafficRule.Peer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every driver promises of the cloud's own sockets inside VPCs. */
@Timeout(60)
abstract class CloudSocketsContract extends NetworkFixture {
    @Test
    void aListenerInAVpcSeesWhoCalls() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        try (ServerSocketChannel metadata = networks.listen("vpc-1", Networks.METADATA, 8080)) {
            Thread.ofVirtual().start(() -> {
                try (SocketChannel caller = metadata.accept()) {
                    caller.write(StandardCharsets.UTF_8.encode("you are " + caller.getRemoteAddress()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(ask("i-a", "169.254.169.254")).startsWith("you are /10.0.1.5:");
        }
        assertThatThrownBy(() -> networks.listen("vpc-1", Cidr.addressOf("10.0.9.9"), 80))
                .isInstanceOf(SandboxException.class);
    }

    @Test
    void theCloudsEndpointIsForwarded() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        try (ServerSocket gateway = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
                Forwarder forwarder = Forwarder.start(
                        networks.listen("vpc-1", Networks.ENDPOINT, 8080),
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.getLocalPort()),
                        2,
                        Forwarder.Greeting.NONE)) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        try (Socket caller = gateway.accept()) {
                            caller.getOutputStream().write("the gateway".getBytes(StandardCharsets.UTF_8));
                        }
                    }
                } catch (IOException closed) {
                    // The test is over.
                }
            });

            for (int i = 0; i < 4; i++) {
                assertThat(ask("i-a", "169.254.169.252")).isEqualTo("the gateway");
            }
            assertThat(forwarder).isNotNull();
        }
        assertThat(ask("i-a", "169.254.169.252")).contains("refused");
    }

    @Test
    void connectionsOfTheCloudAreFilteredToo() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        serve("a");
        Inet4Address balancer = Cidr.addressOf("10.0.1.100");
        Inet4Address target = Cidr.addressOf("10.0.1.5");
        networks.attachService("vpc-1", "eni-lb", balancer);
        networks.applyRules("vpc-1", "eni-lb", EVERYTHING, EVERYTHING);
        networks.applyRules(
                "vpc-1",
                "eni-a",
                List.of(TrafficRule.tcp(8080, 8080, new Peer.Block(Cidr.parse("10.0.1.200")))),
                EVERYTHING);

        assertThatThrownBy(() -> networks.connect("vpc-1", Optional.of(balancer), target, 8080, 400))
                .isInstanceOf(SocketTimeoutException.class);
        networks.applyRules(
                "vpc-1",
                "eni-a",
                List.of(TrafficRule.tcp(8080, 8080, new Peer.Block(Cidr.parse("10.0.1.100")))),
                EVERYTHING);
        try (SocketChannel channel = networks.connect("vpc-1", Optional.of(balancer), target, 8080, 2000)) {
            assertThat(read(channel)).isEqualTo("I am a, you are 10.0.1.100");
        }
    }

    @Test
    void aServiceInterfaceIsReachedAsItsRulesSay() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        networks.applyRules("vpc-1", "eni-a", List.of(), EVERYTHING);
        networks.attachService("vpc-1", "eni-lb", Cidr.addressOf("10.0.1.100"));
        try (ServerSocketChannel listener = networks.listen("vpc-1", Cidr.addressOf("10.0.1.100"), 8080)) {
            assertThat(listener.isOpen()).isTrue();
            assertThat(ask("i-a", "10.0.1.100")).as("without rules").isEmpty();
            assertThat(output("i-a", "timeout 1 bash -c '</dev/tcp/10.0.1.100/8080'; echo $?"))
                    .isEqualTo("124");

            networks.applyRules("vpc-1", "eni-lb", List.of(TrafficRule.tcp(8080, 8080, ANYONE)), List.of());
            assertThat(output("i-a", "timeout 1 bash -c '</dev/tcp/10.0.1.100/8080'; echo $?"))
                    .isEqualTo("0");
        }
    }
}
