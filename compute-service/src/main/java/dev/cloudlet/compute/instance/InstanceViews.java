package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.instancetype.InstanceType;
import dev.cloudlet.compute.instancetype.InstanceTypes;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.DeviceType;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfile;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsState;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataTagsState;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.Placement;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.StateReason;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.VirtualizationType;

/** Instances as EC2 describes them. */
@Component
final class InstanceViews {
    private final Enis enis;
    private final SecurityGroups groups;

    InstanceViews(Enis enis, SecurityGroups groups) {
        this.enis = enis;
        this.groups = groups;
    }

    /** Each reservation with those of its instances that are among these, in the order of the first ones. */
    List<Reservation> reservations(List<Instance> instances) {
        if (instances.isEmpty()) {
            return List.of();
        }
        Map<String, Eni> interfaces = enis.list(instances.getFirst().place()).stream()
                .collect(Collectors.toMap(Eni::id, Function.identity()));
        Map<String, String> names = groups.names(instances.getFirst().place());
        Map<String, List<Instance>> reserved = new LinkedHashMap<>();
        instances.forEach(each -> reserved.computeIfAbsent(each.reservationId(), id -> new ArrayList<>())
                .add(each));
        return reserved.entrySet().stream()
                .map(each -> Reservation.builder()
                        .reservationId(each.getKey())
                        .ownerId(each.getValue().getFirst().account())
                        .requesterId(each.getValue().getFirst().requester().orElse(null))
                        .groups(List.of())
                        .instances(each.getValue().stream()
                                .map(instance -> view(instance, interfaces, names))
                                .toList())
                        .build())
                .toList();
    }

    private static software.amazon.awssdk.services.ec2.model.Instance view(
            Instance instance, Map<String, Eni> interfaces, Map<String, String> names) {
        Instance.Launch launch = instance.launch();
        var view = software.amazon.awssdk.services.ec2.model.Instance.builder()
                .instanceId(instance.id())
                .imageId(launch.imageId())
                .state(instance.state().sdk())
                .stateTransitionReason(instance.transitionReason())
                .keyName(launch.keyName().orElse(null))
                .amiLaunchIndex(instance.launchIndex())
                .instanceType(launch.instanceType())
                .launchTime(instance.launched())
                .placement(Placement.builder()
                        .availabilityZone(instance.zone())
                        .groupName("")
                        .tenancy(Tenancy.DEFAULT)
                        .build())
                .monitoring(Monitoring.builder()
                        .state(launch.detailedMonitoring() ? MonitoringState.ENABLED : MonitoringState.DISABLED)
                        .build())
                .architecture(Images.architecture())
                .clientToken(launch.clientToken().orElse(""))
                .ebsOptimized(false)
                .enaSupport(true)
                .hypervisor("xen")
                .rootDeviceName(Images.ROOT_DEVICE)
                .rootDeviceType(DeviceType.EBS)
                .virtualizationType(VirtualizationType.HVM)
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .cpuOptions(cpu(launch.instanceType()))
                .metadataOptions(metadata(launch.metadata()))
                .tags(Tags.sdk(instance.tags()))
                .privateDnsName("")
                .publicDnsName("");
        launch.profile()
                .ifPresent(profile -> view.iamInstanceProfile(IamInstanceProfile.builder()
                        .arn(profile.arn())
                        .id(profile.id())
                        .build()));
        instance.stateReason()
                .ifPresent(reason -> view.stateReason(StateReason.builder()
                        .code(reason.code())
                        .message(reason.message())
                        .build()));
        // A terminated instance has no place in the network any more.
        Eni eni = interfaces.get(instance.networkInterfaceId());
        if (instance.state() != InstanceState.TERMINATED && eni != null) {
            view.subnetId(instance.subnetId())
                    .vpcId(instance.vpcId())
                    .privateIpAddress(instance.privateIp())
                    .privateDnsName(instance.privateDnsName())
                    .publicDnsName(instance.publicDnsName())
                    .publicIpAddress(instance.at().publicIp().orElse(null))
                    .sourceDestCheck(true)
                    .securityGroups(identifiers(instance.securityGroupIds(), names))
                    .networkInterfaces(InterfaceViews.of(instance, eni, identifiers(eni.groupIds(), names)));
        }
        return view.build();
    }

    static List<GroupIdentifier> identifiers(List<String> ids, Map<String, String> names) {
        return ids.stream()
                .map(id -> GroupIdentifier.builder()
                        .groupId(id)
                        .groupName(names.get(id))
                        .build())
                .toList();
    }

    private static CpuOptions cpu(String typeName) {
        InstanceType type = InstanceTypes.require(typeName);
        return CpuOptions.builder()
                .coreCount(Math.max(1, type.vcpus() / type.threadsPerCore()))
                .threadsPerCore(type.threadsPerCore())
                .build();
    }

    static InstanceMetadataOptionsResponse metadata(MetadataOptions options) {
        return InstanceMetadataOptionsResponse.builder()
                .state(InstanceMetadataOptionsState.APPLIED)
                .httpTokens(options.tokenRequired() ? HttpTokensState.REQUIRED : HttpTokensState.OPTIONAL)
                .httpPutResponseHopLimit(options.hopLimit())
                .httpEndpoint(
                        options.enabled()
                                ? InstanceMetadataEndpointState.ENABLED
                                : InstanceMetadataEndpointState.DISABLED)
                .httpProtocolIpv6("disabled")
                .instanceMetadataTags(
                        options.tags() ? InstanceMetadataTagsState.ENABLED : InstanceMetadataTagsState.DISABLED)
                .build();
    }
}
