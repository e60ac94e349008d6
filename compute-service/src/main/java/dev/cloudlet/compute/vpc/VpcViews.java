package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.compute.tag.Tags;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.SubnetState;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockAssociation;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockState;
import software.amazon.awssdk.services.ec2.model.VpcCidrBlockStateCode;
import software.amazon.awssdk.services.ec2.model.VpcState;

/** VPCs, subnets and network interfaces as EC2 describes them. */
final class VpcViews {
    private VpcViews() {}

    static software.amazon.awssdk.services.ec2.model.Vpc vpc(Vpc vpc) {
        return software.amazon.awssdk.services.ec2.model.Vpc.builder()
                .vpcId(vpc.id())
                .ownerId(vpc.place().account())
                .cidrBlock(vpc.cidr().toString())
                .cidrBlockAssociationSet(VpcCidrBlockAssociation.builder()
                        .associationId(vpc.id().replace("vpc-", "vpc-cidr-assoc-"))
                        .cidrBlock(vpc.cidr().toString())
                        .cidrBlockState(VpcCidrBlockState.builder()
                                .state(VpcCidrBlockStateCode.ASSOCIATED)
                                .build())
                        .build())
                .isDefault(vpc.isDefault())
                .state(VpcState.AVAILABLE)
                .instanceTenancy(Tenancy.DEFAULT)
                .dhcpOptionsId("default")
                .tags(Tags.sdk(vpc.tags()))
                .build();
    }

    static software.amazon.awssdk.services.ec2.model.Subnet subnet(Subnet subnet, long free) {
        return software.amazon.awssdk.services.ec2.model.Subnet.builder()
                .subnetId(subnet.id())
                .subnetArn(subnet.arn())
                .ownerId(subnet.place().account())
                .vpcId(subnet.vpcId())
                .availabilityZone(subnet.zone())
                .availabilityZoneId(Zones.id(subnet.place().region(), subnet.zone()))
                .cidrBlock(subnet.cidr().toString())
                .availableIpAddressCount((int) free)
                .defaultForAz(subnet.defaultForZone())
                .mapPublicIpOnLaunch(subnet.publicAddresses())
                .mapCustomerOwnedIpOnLaunch(false)
                .assignIpv6AddressOnCreation(false)
                .ipv6Native(false)
                .enableDns64(false)
                .ipv6CidrBlockAssociationSet(List.of())
                .state(SubnetState.AVAILABLE)
                .tags(Tags.sdk(subnet.tags()))
                .build();
    }

    static NetworkInterface networkInterface(Eni eni, Map<String, String> groupNames) {
        NetworkInterfaceAssociation association = eni.publicAddress()
                .map(address -> NetworkInterfaceAssociation.builder()
                        .ipOwnerId("amazon")
                        .publicIp(address)
                        .build())
                .orElse(null);
        return NetworkInterface.builder()
                .networkInterfaceId(eni.id())
                .ownerId(eni.place().account())
                .subnetId(eni.subnetId())
                .vpcId(eni.vpcId())
                .availabilityZone(eni.zone())
                .description(eni.description())
                .interfaceType(eni.kind())
                .macAddress(eni.mac())
                .privateIpAddress(eni.address())
                .privateIpAddresses(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateIpAddress(eni.address())
                        .association(association)
                        .build())
                .association(association)
                .attachment(attachment(eni))
                .groups(eni.groupIds().stream()
                        .map(id -> GroupIdentifier.builder()
                                .groupId(id)
                                .groupName(groupNames.get(id))
                                .build())
                        .toList())
                .requesterId(eni.requester().orElse(null))
                .requesterManaged(eni.requester().isPresent())
                .sourceDestCheck(eni.requester().isEmpty())
                .status(NetworkInterfaceStatus.IN_USE)
                .tagSet(Tags.sdk(eni.tags()))
                .build();
    }

    private static NetworkInterfaceAttachment attachment(Eni eni) {
        return NetworkInterfaceAttachment.builder()
                .attachmentId(eni.id().replace("eni-", "eni-attach-"))
                .attachTime(eni.created())
                .deleteOnTermination(eni.instanceId().isPresent())
                .deviceIndex(0)
                .instanceId(eni.instanceId().orElse(null))
                .instanceOwnerId(eni.requester().orElse(eni.place().account()))
                .status("attached")
                .build();
    }
}
