package dev.cloudlet.sandbox.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.cloudlet.sandbox.linux.Kernel.KernelException;
import dev.cloudlet.sandbox.network.Cidr;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two namespaces with a pair of links between them. */
final class RtnetlinkTest {
    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final NetworkNamespace near = new NetworkNamespace("rtnetlink-test-" + id + "-a");
    private final NetworkNamespace far = new NetworkNamespace("rtnetlink-test-" + id + "-b");

    @BeforeEach
    void namespaces() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("namespaces are root's")
                .isEqualTo(0);
        near.create();
        far.create();
    }

    @AfterEach
    void remove() throws IOException {
        near.delete();
        far.delete();
    }

    @Test
    void aPairHasItsPeerInTheOtherNamespace() throws IOException {
        Rtnetlink.change(near, network -> {
            network.addPair("here", "there", "02:00:00:00:00:07", far);
            network.setUp("here");
            network.addAddress("here", Cidr.addressOf("10.1.0.1"), 24);
        });
        Rtnetlink.change(far, network -> {
            network.addAddress("there", Cidr.addressOf("10.1.0.2"), 24);
            network.setUp("there");
        });
        assertThat(near.call(() -> NetworkInterface.getByName("here").isUp())).isTrue();
        assertThat(near.call(() -> NetworkInterface.getByName("there"))).isNull();
        assertThat(far.call(() -> NetworkInterface.getByName("there").getHardwareAddress()))
                .containsExactly(2, 0, 0, 0, 0, 7);
        assertThat(routes(near)).containsExactly("here 0000010A 00000000 00FFFFFF");
    }

    @Test
    void aRouteReplacesTheOneThatTheBlockHas() throws IOException {
        Rtnetlink.change(near, network -> {
            network.addPair("here", "there", far);
            network.addAddressAlone("here", Cidr.addressOf("10.1.0.1"), 24);
            network.setUp("here");
            network.route(Cidr.parse("10.1.0.2/32"), "here");
            network.route(Cidr.parse("10.1.0.3/32"), "here");
            network.route(Cidr.ANYWHERE, Cidr.addressOf("10.1.0.2"));
            network.route(Cidr.ANYWHERE, Cidr.addressOf("10.1.0.3"), Cidr.addressOf("10.1.0.1"));
            network.removeRoute(Cidr.parse("10.1.0.2/32"));
        });
        assertThat(routes(near))
                .containsExactlyInAnyOrder("here 0300010A 00000000 FFFFFFFF", "here 00000000 0300010A 00000000");
    }

    @Test
    void whatIsThereAlreadyOrGoneAlreadyIsNoError() throws IOException {
        Rtnetlink.change(near, network -> {
            for (int time = 0; time < 2; time++) {
                network.addAddress("lo", Cidr.addressOf("10.1.0.1"), 32);
                network.refuse(Cidr.parse("10.2.0.0/16"), 1000);
            }
            for (int time = 0; time < 2; time++) {
                network.removeAddress("lo", Cidr.addressOf("10.1.0.1"), 32);
                network.removeRoute(Cidr.parse("10.9.0.0/16"));
                network.removeLink("nowhere");
            }
        });
        assertThat(near.call(
                        () -> NetworkInterface.getByName("lo").inetAddresses().toList()))
                .noneMatch(Inet4Address.class::isInstance);
    }

    @Test
    void whatCannotBeDoneSaysWhichAndWhy() {
        assertThatThrownBy(() -> Rtnetlink.change(near, network -> network.setUp("nowhere")))
                .isInstanceOf(KernelException.class)
                .hasMessage("link nowhere: no such device");
        assertThatThrownBy(() -> Rtnetlink.change(near, network -> {
                    network.addPair("here", "there", far);
                    network.addPair("here", "there2", far);
                }))
                .hasMessage("add link here: file exists");
        assertThatThrownBy(() -> Rtnetlink.change(
                        near, network -> network.route(Cidr.parse("10.1.0.0/16"), Cidr.addressOf("10.9.9.9"))))
                .hasMessage("route to 10.1.0.0/16: network is unreachable");
    }

    // Link, destination, gateway, mask: addresses as the kernel writes them, the last octet first.
    private static List<String> routes(NetworkNamespace namespace) throws IOException {
        return namespace.call(() -> Files.readAllLines(Path.of("/proc/thread-self/net/route")).stream()
                .skip(1)
                .map(line -> line.split("\\s+", -1))
                .map(fields -> String.join(" ", fields[0], fields[1], fields[2], fields[7]))
                .toList());
    }
}
