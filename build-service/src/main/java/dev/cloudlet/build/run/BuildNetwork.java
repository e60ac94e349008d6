package dev.cloudlet.build.run;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.origin.Introduction;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Forwarder;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.network.TrafficRule;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The network that builds share: each reaches the cloud's endpoint and, where the host has one, the way out; nobody reaches a build. */
@Component
class BuildNetwork {
    private static final String VPC = "builds";
    private static final Cidr BLOCK = Cidr.parse("10.254.0.0/16");
    private static final int FIRST_HOST = 16;
    private static final int MOST_BUILDS = 4_000;
    private static final int CONNECTIONS = 512;

    private final Sandbox sandbox;
    private final URI endpoint;
    private final Introduction introduction;
    private @Nullable Forwarder forwarder;

    BuildNetwork(Sandbox sandbox, CloudletSettings settings) {
        this.sandbox = sandbox;
        this.endpoint = settings.endpoint();
        this.introduction = new Introduction(settings);
    }

    /** Where a build finds the cloud. */
    String endpointInside() {
        return "http://" + Networks.ENDPOINT.getHostAddress() + ":" + port();
    }

    /** The interface of this name, made if it is not there. */
    synchronized NetworkInterface attach(String id) {
        open();
        Networks networks = sandbox.networks();
        List<NetworkInterface> there = networks.interfaces(VPC);
        NetworkInterface mine =
                there.stream().filter(i -> i.id().equals(id)).findFirst().orElseGet(() -> create(id, there));
        networks.applyRules(VPC, id, List.of(), List.of(TrafficRule.all(new TrafficRule.Peer.Block(Cidr.ANYWHERE))));
        return mine;
    }

    private NetworkInterface create(String id, List<NetworkInterface> there) {
        Set<String> taken = there.stream().map(NetworkInterface::address).collect(Collectors.toSet());
        for (int host = FIRST_HOST; host < MOST_BUILDS; host++) {
            var address = BLOCK.at(host);
            if (!taken.contains(address.getHostAddress())) {
                NetworkInterface made = sandbox.networks().attach(VPC, id, address, 16, Optional.empty());
                sandbox.networks()
                        .egress(
                                VPC,
                                id,
                                Optional.of(sandbox.networks().publicPool().at(host)));
                return made;
            }
        }
        throw new BuildFailure("INTERNAL_SERVICE_ERROR", "more than " + MOST_BUILDS + " builds run at once");
    }

    synchronized void detach(String id) {
        sandbox.networks().detach(VPC, id);
    }

    /** Removes the interfaces of all but these, and the network itself when there are none; else it is opened again. */
    synchronized void keepOnly(Set<String> ids) {
        if (ids.isEmpty()) {
            close();
            forwarder = null;
            sandbox.networks().reconcile(Set.of(), Set.of());
        } else {
            sandbox.networks().reconcile(Set.of(VPC), ids);
            open();
        }
    }

    synchronized void detachAll() {
        if (sandbox.networks().vpcs().contains(VPC)) {
            sandbox.networks().interfaces(VPC).forEach(each -> detach(each.id()));
        }
    }

    /** Name servers that a build can ask, if there is a way out. */
    List<String> nameservers() {
        return switch (sandbox.networks().egress()) {
            case Networks.Egress.Open(String nameserver) -> List.of(nameserver);
            case Networks.Egress.Closed closed -> List.of();
        };
    }

    /** The VPC and the way to the gateway: after a restart of this process the listener has to be made again. */
    private void open() {
        sandbox.networks().ensureVpc(VPC, BLOCK);
        if (forwarder == null) {
            try {
                forwarder = Forwarder.start(
                        sandbox.networks().listen(VPC, Networks.ENDPOINT, port()),
                        new InetSocketAddress(endpoint.getHost(), port()),
                        CONNECTIONS,
                        introduction::of);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Makes the way to the gateway again for builds that a former process left running. */
    synchronized void reopen() {
        try {
            open();
        } catch (SandboxException unavailable) {
            throw new BuildFailure("INTERNAL_SERVICE_ERROR", String.valueOf(unavailable.getMessage()));
        }
    }

    private int port() {
        return endpoint.getPort() < 0 ? 80 : endpoint.getPort();
    }

    @PreDestroy
    synchronized void close() {
        if (forwarder != null) {
            forwarder.close();
        }
    }
}
