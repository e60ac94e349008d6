package dev.cloudlet.compute.dns;

import dev.cloudlet.compute.machine.VpcService;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The name server of each VPC, on the address that AWS gives it. It listens inside the VPCs only, so that nobody else can
 * ask; and machines cannot send under each other's addresses, so that nobody gets answers who did not ask.
 */
@Component
final class NameServer implements VpcService {
    private static final Logger log = LoggerFactory.getLogger(NameServer.class);
    private static final int PORT = 53;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Networks networks;
    private final Resolver resolver;
    private final Room datagrams = new Room(512, 64);
    private final Room streams = new Room(128, 16);
    private final Map<String, Listening> listening = new ConcurrentHashMap<>();

    NameServer(Networks networks, VpcNames names) {
        this.networks = networks;
        this.resolver = new Resolver(names, new Upstream(new HostResolvers(Path.of("/etc/resolv.conf")), PATIENCE));
    }

    private record Listening(DatagramChannel datagrams, ServerSocketChannel streams) {
        void close() throws IOException {
            try (datagrams;
                    streams) {
                log.trace("closing");
            }
        }
    }

    @Override
    public void open(String vpcId) throws IOException {
        close(vpcId);
        DatagramChannel byUdp = networks.listenDatagram(vpcId, Networks.NAMESERVER, PORT);
        ServerSocketChannel byTcp;
        try {
            byTcp = networks.listen(vpcId, Networks.NAMESERVER, PORT);
        } catch (IOException e) {
            byUdp.close();
            throw e;
        }
        listening.put(vpcId, new Listening(byUdp, byTcp));
        Thread.ofVirtual().name("names-" + vpcId).start(new Datagrams(vpcId, byUdp, resolver, datagrams));
        Thread.ofVirtual().name("names-tcp-" + vpcId).start(new Streams(vpcId, byTcp, resolver, streams));
    }

    @Override
    public void close(String vpcId) {
        Listening gone = listening.remove(vpcId);
        if (gone != null) {
            try {
                gone.close();
            } catch (IOException e) {
                log.debug("names of {}: {}", vpcId, e.toString());
            }
        }
    }
}
