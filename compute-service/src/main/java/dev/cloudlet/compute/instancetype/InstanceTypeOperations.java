package dev.cloudlet.compute.instancetype;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.image.Images;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypeOfferingsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.InstanceTypeInfo;
import software.amazon.awssdk.services.ec2.model.InstanceTypeOffering;
import software.amazon.awssdk.services.ec2.model.MemoryInfo;
import software.amazon.awssdk.services.ec2.model.ProcessorInfo;
import software.amazon.awssdk.services.ec2.model.VCpuInfo;

/** Instance types, described. */
@AwsOperations
class InstanceTypeOperations {
    private static final Filters<InstanceType> TYPES = Filters.<InstanceType>of(each -> Map.of())
            .by("bare-metal", each -> "false")
            .by("burstable-performance-supported", each -> Boolean.toString(each.burstable()))
            .by("current-generation", each -> Boolean.toString(each.isCurrent()))
            .by("free-tier-eligible", each -> Boolean.toString(each.isFree()))
            .by("hypervisor", InstanceType::hypervisor)
            .by("instance-type", InstanceType::name)
            .by("memory-info.size-in-mib", each -> Integer.toString(each.memoryMib()))
            .by("processor-info.supported-architecture", each -> Images.architecture())
            .by("supported-root-device-type", each -> "ebs")
            .by("supported-usage-class", each -> "on-demand")
            .by("supported-virtualization-type", each -> "hvm")
            .by("vcpu-info.default-vcpus", each -> Integer.toString(each.vcpus()));

    @Authorize(action = "ec2:DescribeInstanceTypes")
    DescribeInstanceTypesResponse describeInstanceTypes(Call call, DescribeInstanceTypesRequest request) {
        DryRun.check(request.dryRun());
        List<String> names = request.instanceTypesAsStrings();
        List<InstanceType> named = names.isEmpty()
                ? InstanceTypes.list()
                : names.stream().distinct().map(InstanceTypes::described).toList();
        Page<InstanceType> page = Page.of(
                named.stream().filter(TYPES.matching(request.filters())).toList(),
                InstanceType::name,
                request.maxResults(),
                request.nextToken());
        return DescribeInstanceTypesResponse.builder()
                .instanceTypes(page.map(InstanceTypeOperations::view))
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "ec2:DescribeInstanceTypeOfferings")
    DescribeInstanceTypeOfferingsResponse describeInstanceTypeOfferings(
            Call call, DescribeInstanceTypeOfferingsRequest request) {
        DryRun.check(request.dryRun());
        String location = request.locationTypeAsString() == null ? "region" : request.locationTypeAsString();
        List<String> places =
                switch (location) {
                    case "availability-zone" ->
                        Zones.of(call.region()).stream().map(Zones.Zone::name).toList();
                    case "availability-zone-id" ->
                        Zones.of(call.region()).stream().map(Zones.Zone::id).toList();
                    default -> List.of(call.region());
                };
        List<InstanceTypeOffering> all = new ArrayList<>();
        for (InstanceType type : InstanceTypes.list()) {
            places.forEach(place -> all.add(InstanceTypeOffering.builder()
                    .instanceType(type.name())
                    .locationType(location)
                    .location(place)
                    .build()));
        }
        var filters = Filters.<InstanceTypeOffering>of(each -> Map.of())
                .by("instance-type", InstanceTypeOffering::instanceTypeAsString)
                .by("location", InstanceTypeOffering::location);
        Page<InstanceTypeOffering> page = Page.of(
                all.stream().filter(filters.matching(request.filters())).toList(),
                each -> each.instanceTypeAsString() + " " + each.location(),
                request.maxResults(),
                request.nextToken());
        return DescribeInstanceTypeOfferingsResponse.builder()
                .instanceTypeOfferings(page.items())
                .nextToken(page.next())
                .build();
    }

    private static InstanceTypeInfo view(InstanceType type) {
        return InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(type.isCurrent())
                .freeTierEligible(type.isFree())
                .supportedUsageClassesWithStrings("on-demand")
                .supportedRootDeviceTypesWithStrings("ebs")
                .supportedVirtualizationTypesWithStrings("hvm")
                .bareMetal(false)
                .hypervisor(type.hypervisor())
                .processorInfo(ProcessorInfo.builder()
                        .supportedArchitecturesWithStrings(Images.architecture())
                        .sustainedClockSpeedInGhz(type.clockMhz() / 1000.0)
                        .build())
                .vCpuInfo(VCpuInfo.builder()
                        .defaultVCpus(type.vcpus())
                        .defaultCores(Math.max(1, type.vcpus() / type.threadsPerCore()))
                        .defaultThreadsPerCore(type.threadsPerCore())
                        .build())
                .memoryInfo(
                        MemoryInfo.builder().sizeInMiB((long) type.memoryMib()).build())
                .instanceStorageSupported(false)
                .hibernationSupported(false)
                .burstablePerformanceSupported(type.burstable())
                .dedicatedHostsSupported(false)
                .autoRecoverySupported(false)
                .build();
    }
}
