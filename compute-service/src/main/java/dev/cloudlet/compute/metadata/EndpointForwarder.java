package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.machine.VpcService;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.origin.Introduction;
import dev.cloudlet.sandbox.network.Forwarder;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Makes the cloud's endpoint reachable from inside each VPC, and sees to it that nobody there counts as somebody at this host. */
@Component
final class EndpointForwarder implements VpcService {
    private static final int CONNECTIONS = 1024;

    private final Networks networks;
    private final URI endpoint;
    private final Introduction introduction;
    private final Map<String, Forwarder> forwarders = new ConcurrentHashMap<>();

    EndpointForwarder(Networks networks, CloudletSettings settings) {
        this.networks = networks;
        this.endpoint = settings.endpoint();
        this.introduction = new Introduction(settings);
    }

    @Override
    public void open(String vpcId) throws IOException {
        close(vpcId);
        int port = endpoint.getPort() < 0 ? 80 : endpoint.getPort();
        InetSocketAddress gateway = new InetSocketAddress(endpoint.getHost(), port);
        forwarders.put(
                vpcId,
                Forwarder.start(
                        networks.listen(vpcId, Networks.ENDPOINT, port), gateway, CONNECTIONS, introduction::of));
    }

    @Override
    public void close(String vpcId) {
        Forwarder forwarder = forwarders.remove(vpcId);
        if (forwarder != null) {
            forwarder.close();
        }
    }
}
