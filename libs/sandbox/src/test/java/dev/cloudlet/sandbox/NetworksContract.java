package dev.cloudlet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.TrafficRule;
import dev.cloudlet.sandbox.network.TrafficRule.Peer;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every driver of networks promises, seen from machines. */
@Timeout(60)
abstract class NetworksContract extends NetworkFixture {
    @Test
    void machinesOfAVpcReachEachOtherOnlyWhereRulesLetThem() {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        machine("vpc-1", "b", "10.0.2.6");
        serve("b");

        assertThat(ask("i-a", "10.0.2.6")).as("without rules").doesNotContain("I am b");
        networks.applyRules("vpc-1", "eni-a", List.of(), EVERYTHING);
        networks.applyRules("vpc-1", "eni-b", List.of(TrafficRule.tcp(8081, 9000, ANYONE)), List.of());
        assertThat(ask("i-a", "10.0.2.6")).as("another port").doesNotContain("I am b");
        networks.applyRules("vpc-1", "eni-b", List.of(TrafficRule.tcp(8080, 8080, ANYONE)), List.of());
        assertThat(ask("i-a", "10.0.2.6")).as("the port").isEqualTo("I am b, you are 10.0.1.5");
        networks.applyRules("vpc-1", "eni-a", List.of(), List.of(TrafficRule.tcp(1, 1000, ANYONE)));
        assertThat(ask("i-a", "10.0.2.6")).as("egress to other ports").doesNotContain("I am b");
    }

    @Test
    void aGroupAsPeerIsItsMembers() {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        machine("vpc-1", "b", "10.0.1.6");
        serve("b");
        networks.applyRules("vpc-1", "eni-a", List.of(), EVERYTHING);
        networks.applyRules(
                "vpc-1", "eni-b", List.of(TrafficRule.tcp(8080, 8080, new Peer.Group("sg-web"))), List.of());

        assertThat(ask("i-a", "10.0.1.6")).as("no members").doesNotContain("I am b");
        networks.setGroupMembers("vpc-1", "sg-web", Set.of(Cidr.addressOf("10.0.1.5")));
        assertThat(ask("i-a", "10.0.1.6")).as("a member").startsWith("I am b");
        networks.setGroupMembers("vpc-1", "sg-web", Set.of());
        assertThat(ask("i-a", "10.0.1.6")).as("a member no more").doesNotContain("I am b");
    }

    @Test
    void rulesOfEveryKindAreAccepted() {
        networks.ensureVpc("vpc-1", BLOCK);
        networks.attach("vpc-1", "eni-a", Cidr.addressOf("10.0.1.5"), 24, Optional.empty());
        Peer office = new Peer.Block(Cidr.parse("203.0.113.7/32"));
        List<TrafficRule> rules = List.of(
                TrafficRule.all(ANYONE),
                TrafficRule.all(office),
                TrafficRule.tcp(0, 65535, office),
                new TrafficRule(TrafficRule.UDP, 53, 53, new Peer.Group("sg-1")),
                new TrafficRule(TrafficRule.ICMP, -1, -1, ANYONE),
                new TrafficRule(TrafficRule.ICMP, 8, -1, office),
                new TrafficRule(TrafficRule.ICMP, 3, 4, office),
                new TrafficRule(50, -1, -1, ANYONE));

        networks.applyRules("vpc-1", "eni-a", rules, rules);
        networks.applyRules("vpc-1", "eni-a", rules, List.of());
        networks.setGroupMembers("vpc-1", "sg-1", Set.of(Cidr.addressOf("10.0.1.5")));
        networks.detach("vpc-1", "eni-a");
        networks.detach("vpc-1", "eni-a");

        assertThat(networks.interfaces("vpc-1")).isEmpty();
        assertThat(networks.attach("vpc-1", "eni-a", Cidr.addressOf("10.0.1.5"), 24, Optional.empty()))
                .isEqualTo(networks.interfaces("vpc-1").getFirst());
    }

    @Test
    void twoVpcsWithTheSameAddressesDoNotMeet() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        networks.ensureVpc("vpc-2", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        machine("vpc-2", "b", "10.0.1.5");
        machine("vpc-2", "c", "10.0.1.6");
        serve("a");
        serve("b");
        networks.applyRules("vpc-1", "eni-a", EVERYTHING, EVERYTHING);
        networks.applyRules("vpc-2", "eni-b", EVERYTHING, EVERYTHING);
        networks.applyRules("vpc-2", "eni-c", EVERYTHING, EVERYTHING);

        assertThat(ask("i-c", "10.0.1.5")).isEqualTo("I am b, you are 10.0.1.6");
        try (SocketChannel channel =
                networks.connect("vpc-1", Optional.empty(), Cidr.addressOf("10.0.1.5"), 8080, 2000)) {
            assertThat(read(channel)).startsWith("I am a");
        }
        assertThat(ask("i-a", "10.0.1.6")).doesNotContain("I am");
    }

    @Test
    void aPublicAddressLeadsFromTheHostToTheMachine() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        networks.ensureVpc("vpc-2", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        machine("vpc-2", "b", "10.0.1.5");
        serve("a");
        serve("b");
        networks.applyRules("vpc-1", "eni-a", EVERYTHING, EVERYTHING);
        networks.applyRules("vpc-2", "eni-b", EVERYTHING, EVERYTHING);
        Inet4Address publicAddress = networks.publicPool().at(10);
        Inet4Address other = networks.publicPool().at(11);

        networks.associate(publicAddress, "vpc-1", "eni-a");
        networks.associate(other, "vpc-2", "eni-b");
        assertThat(fromHost(publicAddress)).startsWith("I am a");
        assertThat(ask("i-b", publicAddress.getHostAddress()))
                .as("from another VPC")
                .isEqualTo("I am a, you are " + other.getHostAddress());

        networks.disassociate(other);
        networks.associate(publicAddress, "vpc-2", "eni-b");
        assertThat(fromHost(publicAddress)).as("moved").startsWith("I am b");

        networks.disassociate(publicAddress);
        assertThatThrownBy(() -> fromHost(publicAddress)).isInstanceOf(IOException.class);
    }

    @Test
    void machinesReachTheHostByNoOtherWay() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        networks.applyRules("vpc-1", "eni-a", EVERYTHING, EVERYTHING);
        networks.associate(networks.publicPool().at(10), "vpc-1", "eni-a");
        var addresses = new ArrayList<>(List.of("169.254.64.2", "169.254.192.1", "10.0.1.1", "127.0.0.1"));
        addresses.add("169.254.100.2");
        try (ServerSocket everywhere = new ServerSocket(8080);
                Stream<java.net.NetworkInterface> host = java.net.NetworkInterface.networkInterfaces()) {
            assertThat(everywhere.isBound()).isTrue();
            host.flatMap(java.net.NetworkInterface::inetAddresses)
                    .filter(Inet4Address.class::isInstance)
                    .map(InetAddress::getHostAddress)
                    .forEach(addresses::add);
            for (String address : addresses) {
                assertThat(output("i-a", "timeout 1 bash -c '</dev/tcp/" + address + "/8080' 2>/dev/null; echo $?"))
                        .as(address)
                        .isNotEqualTo("0");
            }
        }
    }

    @Test
    void aMachineCannotSpeakUnderAnotherAddress() {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");

        assertThat(output("i-a", "ip addr add 10.0.1.77/24 dev eth0 2>&1; nft list ruleset 2>&1"))
                .contains("not permitted");
    }

    @Test
    void networksOutliveTheProcess() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        NetworkInterface nic = machine("vpc-1", "a", "10.0.1.5");
        serve("a");
        networks.applyRules("vpc-1", "eni-a", EVERYTHING, EVERYTHING);
        Inet4Address publicAddress = networks.publicPool().at(10);
        networks.associate(publicAddress, "vpc-1", "eni-a");
        sandbox.close();

        openSandbox();
        networks = sandbox.networks();

        assertThat(networks.interfaces("vpc-1")).containsExactly(nic);
        assertThat(fromHost(publicAddress)).startsWith("I am a");
        networks.ensureVpc("vpc-1", BLOCK);
        assertThat(networks.attach("vpc-1", "eni-a", Cidr.addressOf("10.0.1.5"), 24, Optional.empty()))
                .isEqualTo(nic);
        machines.stop("i-a", Duration.ofSeconds(2));
        machines.start("i-a");
        serve("a");
        assertThat(fromHost(publicAddress)).startsWith("I am a");
        assertThat(machines.usage("i-a").networkOutBytes()).isPositive();
    }

    @Test
    void whatIsDeletedLeavesNothing() throws Exception {
        networks.ensureVpc("vpc-deleted", BLOCK);
        machine("vpc-deleted", "a", "10.0.1.5");
        networks.applyRules("vpc-deleted", "eni-a", EVERYTHING, EVERYTHING);
        networks.associate(networks.publicPool().at(10), "vpc-deleted", "eni-a");
        machines.terminate("i-a");
        networks.deleteVpc("vpc-deleted");
        networks.deleteVpc("vpc-deleted");

        try (var names = Files.list(Path.of("/run/netns"))) {
            assertThat(names.map(Path::toString).filter(name -> name.contains("vpc-deleted") || name.contains("eni-a")))
                    .isEmpty();
        }
        assertThat(networks.vpcs()).isEmpty();
    }

    @Test
    void twoSandboxesOfAHostLeaveEachOtherAlone() throws Exception {
        networks.ensureVpc("vpc-1", BLOCK);
        machine("vpc-1", "a", "10.0.1.5");
        serve("a");
        networks.applyRules("vpc-1", "eni-a", EVERYTHING, EVERYTHING);
        Inet4Address publicAddress = networks.publicPool().at(10);
        networks.associate(publicAddress, "vpc-1", "eni-a");

        try (Sandbox other = open(SandboxSettings.in(directory.resolve("other"), Clock.systemUTC()))) {
            other.networks().ensureVpc("vpc-1", BLOCK);
            assertThat(other.networks().publicPool().overlaps(networks.publicPool()))
                    .isFalse();
            assertThat(other.machines().list()).isEmpty();
            other.machines().reconcile(Set.of());
            other.networks().reconcile(Set.of(), Set.of());
        }

        assertThat(fromHost(publicAddress)).startsWith("I am a");
    }

    @Test
    void impossibleNetworksAreRefused() {
        assertThatThrownBy(() -> networks.ensureVpc("vpc-1", Cidr.parse("169.254.0.0/24")))
                .isInstanceOf(SandboxException.class);
        assertThatThrownBy(() -> networks.ensureVpc("../vpc", BLOCK)).isInstanceOf(SandboxException.class);
        assertThatThrownBy(() -> networks.attach("vpc-none", "eni-1", Cidr.addressOf("10.0.0.5"), 24, Optional.empty()))
                .hasMessageContaining("no VPC");
        networks.ensureVpc("vpc-1", BLOCK);
        networks.attach("vpc-1", "eni-1", Cidr.addressOf("10.0.0.5"), 24, Optional.empty());
        assertThatThrownBy(() -> networks.attach("vpc-1", "eni-2", Cidr.addressOf("10.0.0.5"), 24, Optional.empty()))
                .hasMessageContaining("has the address");
        assertThatThrownBy(() -> networks.associate(Cidr.addressOf("8.8.8.8"), "vpc-1", "eni-1"))
                .hasMessageContaining("not in the pool");
    }
}
