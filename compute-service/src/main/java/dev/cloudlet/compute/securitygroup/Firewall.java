package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.network.Networks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Makes the networks filter as the security groups say. What is to be is read anew under a lock each time, so that of two changes
 * the later one stands.
 */
@Component
public final class Firewall {
    private final Networks networks;
    private final SecurityGroups groups;
    private final Enis enis;
    private final ReentrantLock settling = new ReentrantLock();

    Firewall(Networks networks, SecurityGroups groups, Enis enis) {
        this.networks = networks;
        this.groups = groups;
        this.enis = enis;
    }

    /** After an interface was attached or has other groups. */
    public void settle(Eni eni) {
        settling.lock();
        try {
            if (isAttached(eni)) {
                eni.groupIds().forEach(group -> settleMembers(eni.vpcId(), group));
                settleRules(eni);
            }
        } finally {
            settling.unlock();
        }
    }

    /** After an interface is gone: it is no member of its groups any more. */
    public void forget(Eni eni) {
        settling.lock();
        try {
            if (networks.vpcs().contains(eni.vpcId())) {
                eni.groupIds().forEach(group -> settleMembers(eni.vpcId(), group));
            }
        } finally {
            settling.unlock();
        }
    }

    /** After the rules or the members of a group have changed. */
    public void settleGroup(String groupId) {
        settling.lock();
        try {
            Optional<String> vpc = groups.vpcOf(groupId);
            if (vpc.isPresent() && networks.vpcs().contains(vpc.get())) {
                settleMembers(vpc.get(), groupId);
                enis.inGroup(groupId).stream().filter(this::isAttached).forEach(this::settleRules);
            }
        } finally {
            settling.unlock();
        }
    }

    private void settleMembers(String vpcId, String groupId) {
        networks.setGroupMembers(
                vpcId,
                groupId,
                enis.inGroup(groupId).stream().map(Eni::inetAddress).collect(Collectors.toUnmodifiableSet()));
    }

    private void settleRules(Eni eni) {
        networks.applyRules(
                eni.vpcId(), eni.id(), groups.traffic(eni.groupIds(), false), groups.traffic(eni.groupIds(), true));
    }

    private boolean isAttached(Eni eni) {
        Set<String> vpcs = networks.vpcs();
        if (!vpcs.contains(eni.vpcId())) {
            return false;
        }
        List<NetworkInterface> there = networks.interfaces(eni.vpcId());
        return there.stream().anyMatch(each -> each.id().equals(eni.id()));
    }
}
