package dev.cloudlet.compute.machine;

import dev.cloudlet.compute.vpc.VpcRemoval;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.sandbox.network.Networks;
import org.springframework.stereotype.Component;

/** Removes a deleted VPC from this host. */
@Component
final class VpcRemovalWork implements Work {
    private final Interfaces interfaces;
    private final Networks networks;
    private final Vpcs vpcs;

    VpcRemovalWork(Interfaces interfaces, Networks networks, Vpcs vpcs) {
        this.interfaces = interfaces;
        this.networks = networks;
        this.vpcs = vpcs;
    }

    @Override
    public String name() {
        return VpcRemoval.NAME;
    }

    @Override
    public Next advance(String vpcId) {
        if (vpcs.cidr(vpcId).isEmpty() && networks.vpcs().contains(vpcId)) {
            interfaces.removeVpc(vpcId);
        }
        return Next.done();
    }
}
