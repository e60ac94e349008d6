package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.image.Images;
import java.util.Set;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** What a launch may ask of AWS and cannot have here: it is refused, not passed over. */
final class LaunchRefusals {
    /** What a launch makes. */
    static final Set<String> TAGGABLE = Set.of("instance", "volume", "network-interface", "spot-instances-request");

    private LaunchRefusals() {}

    static void check(ResponseLaunchTemplateData data) {
        refuse(data.kernelId() != null, "Kernel images");
        refuse(data.ramDiskId() != null, "RAM disk images");
        refuse(data.instanceMarketOptions() != null, "Spot instances");
        refuse(!data.elasticGpuSpecifications().isEmpty(), "Elastic GPUs");
        refuse(!data.elasticInferenceAccelerators().isEmpty(), "Elastic inference accelerators");
        refuse(data.instanceRequirements() != null, "Instance requirements");
        refuse(
                data.hibernationOptions() != null
                        && Boolean.TRUE.equals(data.hibernationOptions().configured()),
                "Hibernation");
        refuse(
                data.enclaveOptions() != null
                        && Boolean.TRUE.equals(data.enclaveOptions().enabled()),
                "Enclaves");
        if (data.placement() != null) {
            String tenancy = data.placement().tenancyAsString();
            refuse(tenancy != null && !tenancy.equals("default"), "Dedicated tenancy");
            refuse(data.placement().groupName() != null, "Placement groups");
        }
        data.networkInterfaces().forEach(each -> {
            refuse(each.networkInterfaceId() != null, "Launches with an existing network interface");
            refuse(each.ipv6AddressCount() != null && each.ipv6AddressCount() > 0, "IPv6 addresses");
            refuse(
                    each.secondaryPrivateIpAddressCount() != null && each.secondaryPrivateIpAddressCount() > 0,
                    "Secondary addresses");
        });
        for (LaunchTemplateBlockDeviceMapping mapping : data.blockDeviceMappings()) {
            // The root disk is the host's: as large as there is room.
            refuse(!Images.ROOT_DEVICE.equals(mapping.deviceName()), "Volumes besides the root device /dev/xvda");
        }
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw Ec2Error.UNSUPPORTED.of("%s are not supported by this cloud.", what);
        }
    }
}
