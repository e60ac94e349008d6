package dev.cloudlet.compute.machine;

import dev.cloudlet.compute.securitygroup.Firewall;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Subnets;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Brings network interfaces into being on this host. Everything may be called again at any time. */
@Component
public final class Interfaces {
    private final Networks networks;
    private final Vpcs vpcs;
    private final Subnets subnets;
    private final Firewall firewall;
    private final PublicAddresses publicAddresses;
    private final ObjectProvider<VpcService> services;
    private final Set<String> served = ConcurrentHashMap.newKeySet();
    private final ReentrantLock opening = new ReentrantLock();

    Interfaces(
            Networks networks,
            Vpcs vpcs,
            Subnets subnets,
            Firewall firewall,
            PublicAddresses publicAddresses,
            ObjectProvider<VpcService> services) {
        this.networks = networks;
        this.vpcs = vpcs;
        this.subnets = subnets;
        this.firewall = firewall;
        this.publicAddresses = publicAddresses;
        this.services = services;
    }

    /** Makes the interface of a machine, filtered by its security groups. */
    public NetworkInterface attach(Eni eni) {
        ensureVpc(eni.vpcId());
        int prefix = subnets.get(eni.place(), eni.subnetId()).cidr().prefix();
        NetworkInterface made =
                networks.attach(eni.vpcId(), eni.id(), eni.inetAddress(), prefix, Optional.of(eni.mac()));
        firewall.settle(eni);
        return made;
    }

    /** Makes an interface that this process answers on itself, such as a load balancer's, filtered likewise. */
    public NetworkInterface attachService(Eni eni) {
        ensureVpc(eni.vpcId());
        NetworkInterface made = networks.attachService(eni.vpcId(), eni.id(), eni.inetAddress());
        firewall.settle(eni);
        return made;
    }

    /** Removes an interface. When its record is gone too, {@link #forget} it. */
    public void detach(Eni eni) {
        publicAddresses.release(eni);
        if (networks.vpcs().contains(eni.vpcId())) {
            networks.detach(eni.vpcId(), eni.id());
        }
    }

    /** Takes an interface whose record is gone out of its groups. */
    public void forget(Eni eni) {
        firewall.forget(eni);
    }

    /** Removes a VPC from this host with all that is in it. */
    public void removeVpc(String vpcId) {
        served.remove(vpcId);
        services.orderedStream().forEach(service -> service.close(vpcId));
        networks.deleteVpc(vpcId);
    }

    /** Removes every VPC from this host. */
    public void removeAll() {
        opening.lock();
        try {
            networks.vpcs().forEach(this::removeVpc);
        } finally {
            opening.unlock();
        }
    }

    /** Makes a VPC on this host, with the cloud's own services in it. */
    public void ensureVpc(String vpcId) {
        opening.lock();
        try {
            if (!served.contains(vpcId) || !networks.vpcs().contains(vpcId)) {
                makeVpc(vpcId);
            }
        } finally {
            opening.unlock();
        }
    }

    private void makeVpc(String vpcId) {
        networks.ensureVpc(
                vpcId,
                vpcs.cidr(vpcId)
                        .orElseThrow(() -> new SandboxException(
                                SandboxException.Reason.NOT_FOUND, "the VPC " + vpcId + " does not exist")));
        if (served.add(vpcId)) {
            List<VpcService> all = services.orderedStream().toList();
            for (VpcService service : all) {
                open(service, vpcId);
            }
        }
    }

    private void open(VpcService service, String vpcId) {
        try {
            service.open(vpcId);
        } catch (IOException e) {
            served.remove(vpcId);
            throw new SandboxException(
                    SandboxException.Reason.FAILED, "a service of " + vpcId + " does not start: " + e.getMessage(), e);
        }
    }
}
