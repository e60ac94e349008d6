package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.linux.Nftables;
import dev.cloudlet.sandbox.network.NetworkInterface;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Pattern;

/** The interfaces of VPCs as they come and go. Called in order. */
record Interfaces(CloudName cloud, Nftables nftables, VpcFiles files, PublicAddresses addresses) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern MAC = Pattern.compile("([0-9a-f]{2}:){5}[0-9a-f]{2}");

    static void requireId(String id) {
        if (!ID.matcher(id).matches()) {
            throw new SandboxException(Reason.INVALID, "not an id: " + id);
        }
    }

    /** What a machine's interface is to be. */
    static Vpc.Attached ofMachine(String id, Inet4Address address, int prefix, Optional<String> mac) {
        if (prefix < 8 || prefix > 30) {
            throw new SandboxException(Reason.INVALID, "subnet prefix out of range 8-30: " + prefix);
        }
        String hardware = mac.orElseGet(() -> Addresses.macOf(address));
        if (!MAC.matcher(hardware).matches()) {
            throw new SandboxException(Reason.INVALID, "not a hardware address: " + hardware);
        }
        return attached(id, address, prefix, hardware, false);
    }

    /** What an interface is to be at which this process answers. */
    static Vpc.Attached ofService(String id, Inet4Address address) {
        return attached(id, address, 32, Addresses.macOf(address), true);
    }

    private static Vpc.Attached attached(String id, Inet4Address address, int prefix, String mac, boolean service) {
        requireId(id);
        return new Vpc.Attached(
                id, address.getHostAddress(), prefix, mac, service, false, Optional.empty(), Optional.empty());
    }

    /** The namespace a machine on this interface lives in. */
    NetworkNamespace namespace(NetworkInterface of) {
        return cloud.namespace("i-" + of.id());
    }

    private VpcNamespace router(Vpc vpc) {
        return new VpcNamespace(VpcFiles.namespace(cloud, vpc.id()), nftables);
    }

    /** Makes an interface unless it is there as wanted. */
    NetworkInterface add(String vpcId, Vpc.Attached wanted) throws IOException {
        Vpc vpc = files.require(vpcId);
        for (Vpc.Attached other : vpc.attached().values()) {
            boolean same = other.id().equals(wanted.id());
            boolean sameAddress = other.address().equals(wanted.address());
            if (same && sameAddress && other.service() == wanted.service()) {
                return other.in(vpcId);
            }
            if (same || sameAddress) {
                throw new SandboxException(
                        Reason.ALREADY_EXISTS, "interface " + other.id() + " has the address " + other.address());
            }
        }
        NetworkInterface made = wanted.in(vpcId);
        router(vpc).add(wanted, namespace(made));
        files.save(vpc.with(wanted));
        return made;
    }

    /** Takes an interface away with its rules and addresses, if it is there. */
    void remove(String vpcId, String id) throws IOException {
        Optional<Vpc> vpc = files.find(vpcId);
        if (vpc.isEmpty() || !vpc.get().attached().containsKey(id)) {
            return;
        }
        Vpc.Attached gone = Addresses.of(vpc.get(), id);
        Vpc after = vpc.get().without(id);
        files.save(after);
        router(after).remove(gone, after.translations(), namespace(gone.in(vpcId)));
        addresses.released(gone);
    }
}
