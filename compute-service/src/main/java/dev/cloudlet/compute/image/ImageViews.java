package dev.cloudlet.compute.image;

import dev.cloudlet.compute.tag.Tags;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** Images as EC2 describes them. */
final class ImageViews {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private ImageViews() {}

    static software.amazon.awssdk.services.ec2.model.Image image(Image image) {
        var view = software.amazon.awssdk.services.ec2.model.Image.builder()
                .imageId(image.id())
                .name(image.name())
                .description(image.description())
                .imageLocation(image.ownerAlias().orElse(image.owner()) + "/" + image.name())
                .ownerId(image.owner())
                .imageOwnerAlias(image.ownerAlias().orElse(null))
                .publicLaunchPermissions(image.isPublic())
                .architecture(Images.architecture())
                .imageType("machine")
                .state(image.state())
                .creationDate(TIME.format(image.created()))
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .enaSupport(true)
                .hypervisor("xen")
                .rootDeviceName(Images.ROOT_DEVICE)
                .rootDeviceType(DeviceType.EBS)
                .virtualizationType(VirtualizationType.HVM)
                .sourceInstanceId(image.sourceInstance().orElse(null))
                .imdsSupport("v2.0")
                .tags(Tags.sdk(image.tags()));
        image.failure()
                .ifPresent(why -> view.stateReason(StateReason.builder()
                        .code("Server.InternalError")
                        .message(why)
                        .build()));
        return view.build();
    }
}
