package dev.cloudlet.sandbox;

import static org.awaitility.Awaitility.await;

import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.network.TrafficRule;
import dev.cloudlet.sandbox.network.TrafficRule.Peer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;

/** Machines in VPCs that serve a line of text, and ways to ask for it. */
abstract class NetworkFixture extends SandboxFixture {
    static final Cidr BLOCK = Cidr.parse("10.0.0.0/16");
    static final Peer ANYONE = new Peer.Block(Cidr.ANYWHERE);
    static final List<TrafficRule> EVERYTHING = List.of(TrafficRule.all(ANYONE));

    // Says who it is and who asks; Perl is part of every Debian.
    static final String SERVER = """
            #!/usr/bin/perl
            use IO::Socket::INET;
            my $s = IO::Socket::INET->new(LocalPort => 8080, Listen => 5, ReuseAddr => 1) or die;
            while (my $c = $s->accept) { print $c "I am $ARGV[0], you are ", $c->peerhost, "\\n"; close $c; }
            """;

    Networks networks;

    @BeforeEach
    void networks() {
        networks = sandbox.networks();
    }

    NetworkInterface machine(String vpc, String id, String address) {
        NetworkInterface nic = networks.attach(vpc, "eni-" + id, Cidr.addressOf(address), 24, Optional.empty());
        machines.launch(MachineSpec.of("i-" + id).network(nic).build());
        return nic;
    }

    void serve(String id) {
        machines.files("i-" + id)
                .write("/srv/server", new ByteArrayInputStream(SERVER.getBytes(StandardCharsets.UTF_8)), 0755, 0, 0);
        output("i-" + id, "/srv/server " + id + " </dev/null >/dev/null 2>&1 &");
        await().until(() -> ask("i-" + id, "127.0.0.1"), said -> said.startsWith("I am " + id));
    }

    String ask(String machine, String address) {
        return output(machine, "timeout 1 bash -c 'cat < /dev/tcp/" + address + "/8080' 2>&1");
    }

    static String read(SocketChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        while (channel.read(buffer) >= 0) {
            // Reads to the end.
        }
        return StandardCharsets.UTF_8.decode(buffer.flip()).toString().strip();
    }

    static String fromHost(Inet4Address address) throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().connect(new InetSocketAddress(address, 8080), 1000);
            return read(channel);
        }
    }
}
