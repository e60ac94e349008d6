package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Nftables;
import dev.cloudlet.sandbox.network.Cidr;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.Optional;

/** Which interface has which public address: the translation in its VPC and the way there in the hub. Called in order. */
record PublicAddresses(CloudName cloud, Nftables nftables, Hub hub, VpcFiles files) {
    /** Gives an interface a public address, both ways, and takes it from whoever had it. */
    void associate(Inet4Address publicAddress, String vpcId, String id) throws IOException {
        String address = publicAddress.getHostAddress();
        Cidr pool = hub.ensure();
        if (!pool.contains(publicAddress)) {
            throw new SandboxException(Reason.INVALID, address + " is not in the pool " + pool);
        }
        Addresses.of(files.require(vpcId), id);
        for (Vpc each : files.all()) {
            take(each, address, each.id().equals(vpcId) ? id : "");
        }
        Vpc vpc = files.require(vpcId);
        translate(vpc.with(Addresses.of(vpc, id).withPublic(Optional.of(address))));
        leadAgain(address);
    }

    void disassociate(Inet4Address publicAddress) throws IOException {
        String address = publicAddress.getHostAddress();
        for (Vpc each : files.all()) {
            take(each, address, "");
        }
        leadAgain(address);
    }

    private void take(Vpc vpc, String address, String exceptFrom) throws IOException {
        for (Vpc.Attached each : vpc.attached().values()) {
            if (each.publicAddress().filter(address::equals).isPresent()
                    && !each.id().equals(exceptFrom)) {
                translate(vpc.with(each.withPublic(Optional.empty())));
            }
        }
    }

    /** Lets an interface out, but nobody in, under a public address; empty ends it. */
    void share(String vpcId, String id, Optional<Inet4Address> publicAddress) throws IOException {
        Vpc vpc = files.require(vpcId);
        Vpc.Attached before = Addresses.of(vpc, id);
        translate(vpc.with(before.withEgress(publicAddress.map(Inet4Address::getHostAddress))));
        leadAgain(before.egressAddress());
        leadAgain(publicAddress.map(Inet4Address::getHostAddress));
    }

    private void translate(Vpc vpc) throws IOException {
        nftables.apply(VpcFiles.namespace(cloud, vpc.id()), Ruleset.addresses(vpc.translations()));
        files.save(vpc);
    }

    /** Forgets the addresses of an interface that is gone from its VPC. */
    void released(Vpc.Attached gone) throws IOException {
        leadAgain(gone.publicAddress());
        leadAgain(gone.egressAddress());
    }

    private void leadAgain(Optional<String> address) throws IOException {
        if (address.isPresent()) {
            leadAgain(address.get());
        }
    }

    // An address leads to where it is somebody's own, else to where it is shared for going out, else nowhere.
    private void leadAgain(String address) throws IOException {
        Optional<Vpc> shared = Optional.empty();
        for (Vpc vpc : files.all()) {
            for (Vpc.Attached each : vpc.attached().values()) {
                if (each.publicAddress().filter(address::equals).isPresent()) {
                    hub.lead(address, vpc);
                    return;
                }
                if (each.egressAddress().filter(address::equals).isPresent()) {
                    shared = Optional.of(vpc);
                }
            }
        }
        if (shared.isPresent()) {
            hub.lead(address, shared.get());
        } else {
            hub.forget(address);
        }
    }
}
