package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.vpc.Eni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.AttachmentStatus;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAttachment;
import software.amazon.awssdk.services.ec2.model.InstancePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/** The network interface of an instance as EC2 describes it there. */
final class InterfaceViews {
    private InterfaceViews() {}

    static InstanceNetworkInterface of(Instance instance, Eni eni, List<GroupIdentifier> groups) {
        InstanceNetworkInterfaceAssociation association = association(instance);
        return InstanceNetworkInterface.builder()
                .networkInterfaceId(eni.id())
                .description(eni.description())
                .groups(groups)
                .macAddress(eni.mac())
                .ownerId(eni.place().account())
                .privateDnsName(instance.privateDnsName())
                .privateIpAddress(eni.address())
                .privateIpAddresses(InstancePrivateIpAddress.builder()
                        .primary(true)
                        .privateDnsName(instance.privateDnsName())
                        .privateIpAddress(eni.address())
                        .association(association)
                        .build())
                .association(association)
                .attachment(InstanceNetworkInterfaceAttachment.builder()
                        .attachTime(eni.created())
                        .attachmentId(attachmentId(eni))
                        .deleteOnTermination(true)
                        .deviceIndex(0)
                        .networkCardIndex(0)
                        .status(AttachmentStatus.ATTACHED)
                        .build())
                .sourceDestCheck(true)
                .status(NetworkInterfaceStatus.IN_USE)
                .subnetId(eni.subnetId())
                .vpcId(eni.vpcId())
                .interfaceType(eni.kind())
                .build();
    }

    private static @Nullable InstanceNetworkInterfaceAssociation association(Instance instance) {
        Optional<String> publicIp = instance.at().publicIp();
        return publicIp.map(address -> InstanceNetworkInterfaceAssociation.builder()
                        .ipOwnerId("amazon")
                        .publicDnsName(instance.publicDnsName())
                        .publicIp(address)
                        .build())
                .orElse(null);
    }

    // An interface is attached once in its life, so its own id can tell the attachment's.
    private static String attachmentId(Eni eni) {
        return eni.id().replace("eni-", "eni-attach-");
    }
}
