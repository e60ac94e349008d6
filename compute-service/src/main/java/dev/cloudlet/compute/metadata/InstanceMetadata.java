package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.keypair.KeyPairs;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.compute.vpc.Subnets;
import dev.cloudlet.compute.vpc.Vpcs;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What the metadata service knows of an instance.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html">Instance metadata categories</a>
 */
@Component
final class InstanceMetadata {
    private final Enis enis;
    private final Subnets subnets;
    private final Vpcs vpcs;
    private final SecurityGroups groups;
    private final KeyPairs keyPairs;
    private final RoleMetadata roles;
    private final IdentityDocument identity;

    InstanceMetadata(
            Enis enis,
            Subnets subnets,
            Vpcs vpcs,
            SecurityGroups groups,
            KeyPairs keyPairs,
            RoleMetadata roles,
            IdentityDocument identity) {
        this.enis = enis;
        this.subnets = subnets;
        this.vpcs = vpcs;
        this.groups = groups;
        this.keyPairs = keyPairs;
        this.roles = roles;
        this.identity = identity;
    }

    /** The tree below a version, such as {@code /latest/}. */
    MetadataTree of(Instance instance) {
        MetadataTree tree = new MetadataTree();
        basics(tree, instance);
        placement(tree, instance);
        network(tree, instance);
        keys(tree, instance);
        roles.add(tree, instance);
        if (instance.launch().metadata().tags()) {
            instance.tags().forEach((key, value) -> tree.put("meta-data/tags/instance/" + key, value));
        }
        if (!instance.launch().userData().isEmpty()) {
            tree.put("user-data", () -> Base64.getDecoder()
                    .decode(instance.launch().userData()));
        }
        tree.put("dynamic/instance-identity/document", () -> identity.of(instance));
        return tree;
    }

    private static void basics(MetadataTree tree, Instance instance) {
        tree.put("meta-data/ami-id", instance.launch().imageId())
                .put("meta-data/ami-launch-index", Integer.toString(instance.launchIndex()))
                .put("meta-data/ami-manifest-path", "(unknown)")
                .put("meta-data/block-device-mapping/ami", Images.ROOT_DEVICE)
                .put("meta-data/block-device-mapping/root", Images.ROOT_DEVICE)
                .put("meta-data/events/maintenance/history", "[]")
                .put("meta-data/events/maintenance/scheduled", "[]")
                .put("meta-data/hostname", instance.privateDnsName())
                .put("meta-data/instance-action", "none")
                .put("meta-data/instance-id", instance.id())
                .put("meta-data/instance-life-cycle", "on-demand")
                .put("meta-data/instance-type", instance.launch().instanceType())
                .put("meta-data/local-hostname", instance.privateDnsName())
                .put("meta-data/local-ipv4", instance.privateIp())
                .put("meta-data/profile", "default-hvm")
                .put("meta-data/reservation-id", instance.reservationId())
                .put("meta-data/services/domain", "amazonaws.com")
                .put("meta-data/services/partition", "aws")
                .put("meta-data/system", "xen");
        instance.at().publicIp().ifPresent(address -> tree.put("meta-data/public-ipv4", address)
                .put("meta-data/public-hostname", instance.publicDnsName()));
    }

    private static void placement(MetadataTree tree, Instance instance) {
        tree.put("meta-data/placement/availability-zone", instance.zone())
                .put("meta-data/placement/availability-zone-id", Zones.id(instance.region(), instance.zone()))
                .put("meta-data/placement/region", instance.region());
    }

    private void network(MetadataTree tree, Instance instance) {
        Map<String, String> names = groups.names(instance.place());
        String groupNames = instance.securityGroupIds().stream()
                .map(id -> names.getOrDefault(id, id))
                .collect(Collectors.joining("\n"));
        tree.put("meta-data/security-groups", groupNames);
        Eni eni = enis.find(instance.networkInterfaceId()).orElse(null);
        if (eni == null) {
            return;
        }
        tree.put("meta-data/mac", eni.mac());
        String at = "meta-data/network/interfaces/macs/" + eni.mac() + "/";
        tree.put(at + "device-number", "0")
                .put(at + "interface-id", eni.id())
                .put(at + "local-hostname", instance.privateDnsName())
                .put(at + "local-ipv4s", eni.address())
                .put(at + "mac", eni.mac())
                .put(at + "network-card", "0")
                .put(at + "owner-id", instance.account())
                .put(at + "security-group-ids", String.join("\n", eni.groupIds()))
                .put(at + "security-groups", groupNames)
                .put(at + "subnet-id", eni.subnetId())
                .put(
                        at + "subnet-ipv4-cidr-block",
                        subnets.get(eni.place(), eni.subnetId()).cidr().toString())
                .put(at + "vpc-id", eni.vpcId());
        vpcs.cidr(eni.vpcId()).ifPresent(block -> tree.put(at + "vpc-ipv4-cidr-block", block.toString())
                .put(at + "vpc-ipv4-cidr-blocks", block.toString()));
        instance.at().publicIp().ifPresent(address -> tree.put(at + "public-ipv4s", address)
                .put(at + "public-hostname", instance.publicDnsName())
                .put(at + "ipv4-associations/" + address, eni.address()));
    }

    private void keys(MetadataTree tree, Instance instance) {
        instance.launch()
                .keyName()
                .flatMap(name -> keyPairs.named(instance.place(), name))
                .ifPresent(key -> tree.put(
                                "meta-data/public-keys/0/openssh-key", key.publicKey() + " " + key.name() + "\n")
                        .list("meta-data/public-keys/", "0=" + key.name()));
    }
}
