package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.securitygroup.SecurityGroups;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.Filter;

/** The filters of DescribeInstances and DescribeInstanceStatus. */
@Component
final class InstanceFilters {
    private final SecurityGroups groups;

    InstanceFilters(SecurityGroups groups) {
        this.groups = groups;
    }

    Predicate<Instance> instances(Place place, List<Filter> wanted) {
        Map<String, String> names = wanted.isEmpty() ? Map.of() : groups.names(place);
        return Filters.of(Instance::tags)
                .by("architecture", each -> Images.architecture())
                .by("availability-zone", Instance::zone)
                .byAny("client-token", each -> each.launch().clientToken().stream()
                        .toList())
                .byAny("dns-name", each -> each.publicDnsName().isEmpty() ? List.of() : List.of(each.publicDnsName()))
                .by("hypervisor", each -> "xen")
                .byAny("iam-instance-profile.arn", each -> profile(each).map(Instance.Profile::arn).stream()
                        .toList())
                .byAny("iam-instance-profile.id", each -> profile(each).map(Instance.Profile::id).stream()
                        .toList())
                .byAny(
                        "iam-instance-profile.name",
                        each -> profile(each).map(p -> p.arn().substring(p.arn().lastIndexOf('/') + 1)).stream()
                                .toList())
                .by("image-id", each -> each.launch().imageId())
                .by("instance-id", Instance::id)
                .by("instance-state-code", each -> Integer.toString(each.state().code()))
                .by("instance-state-name", each -> each.state().awsName())
                .by("instance-type", each -> each.launch().instanceType())
                .byAny("instance.group-id", Instance::securityGroupIds)
                .byAny("instance.group-name", each -> named(each, names))
                .byAny("group-id", Instance::securityGroupIds)
                .byAny("group-name", each -> named(each, names))
                .by("ip-address", each -> each.at().publicIp().orElse(""))
                .byAny("key-name", each -> each.launch().keyName().stream().toList())
                .by("launch-index", each -> Integer.toString(each.launchIndex()))
                .by("launch-time", each -> each.launched().toString())
                .by(
                        "metadata-options.http-tokens",
                        each -> each.launch().metadata().tokenRequired() ? "required" : "optional")
                .by("monitoring-state", each -> each.launch().detailedMonitoring() ? "enabled" : "disabled")
                .by("network-interface.network-interface-id", Instance::networkInterfaceId)
                .by("network-interface.private-ip-address", Instance::privateIp)
                .by("network-interface.subnet-id", Instance::subnetId)
                .by("network-interface.vpc-id", Instance::vpcId)
                .by("owner-id", Instance::account)
                .by("private-dns-name", Instance::privateDnsName)
                .by("private-ip-address", Instance::privateIp)
                .byAny("requester-id", each -> each.requester().stream().toList())
                .by("reservation-id", Instance::reservationId)
                .by("root-device-name", each -> Images.ROOT_DEVICE)
                .by("root-device-type", each -> "ebs")
                .by("state-reason-code", each -> each.stateReason()
                        .map(Instance.StateReason::code)
                        .orElse(""))
                .by("subnet-id", Instance::subnetId)
                .by("tenancy", each -> "default")
                .by("virtualization-type", each -> "hvm")
                .by("vpc-id", Instance::vpcId)
                .matching(wanted);
    }

    static Predicate<Instance> statuses(List<Filter> wanted) {
        return Filters.of(Instance::tags)
                .by("availability-zone", Instance::zone)
                .by("instance-state-code", each -> Integer.toString(each.state().code()))
                .by("instance-state-name", each -> each.state().awsName())
                .by("instance-status.status", each -> DescribeOperations.summary(each)
                        .toString())
                .by(
                        "system-status.status",
                        each -> each.state() == InstanceState.RUNNING
                                ? "ok"
                                : DescribeOperations.summary(each).toString())
                .matching(wanted);
    }

    private static Optional<Instance.Profile> profile(Instance each) {
        return each.launch().profile();
    }

    private static Collection<String> named(Instance each, Map<String, String> names) {
        return each.securityGroupIds().stream()
                .map(id -> names.getOrDefault(id, ""))
                .toList();
    }
}
