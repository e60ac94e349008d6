package dev.cloudlet.compute.region;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.AvailabilityZone;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneOptInStatus;
import software.amazon.awssdk.services.ec2.model.AvailabilityZoneState;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAvailabilityZonesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRegionsResponse;
import software.amazon.awssdk.services.ec2.model.Region;

/** Regions and availability zones, described. */
@AwsOperations
class RegionOperations {
    private static final String OPTED = "opt-in-not-required";
    private static final Filters<String> REGIONS = Filters.<String>of(each -> Map.of())
            .by("endpoint", RegionOperations::endpoint)
            .by("opt-in-status", each -> OPTED)
            .by("region-name", each -> each);

    @Authorize(action = "ec2:DescribeRegions")
    DescribeRegionsResponse describeRegions(Call call, DescribeRegionsRequest request) {
        DryRun.check(request.dryRun());
        List<String> all = Zones.regions();
        request.regionNames().forEach(name -> {
            if (!all.contains(name)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of("Invalid region name: [%s]", name);
            }
        });
        return DescribeRegionsResponse.builder()
                .regions(all.stream()
                        .filter(each -> request.regionNames().isEmpty()
                                || request.regionNames().contains(each))
                        .filter(REGIONS.matching(request.filters()))
                        .map(each -> Region.builder()
                                .regionName(each)
                                .endpoint(endpoint(each))
                                .optInStatus(OPTED)
                                .build())
                        .toList())
                .build();
    }

    private static String endpoint(String region) {
        return "ec2." + region + ".amazonaws.com";
    }

    @Authorize(action = "ec2:DescribeAvailabilityZones")
    DescribeAvailabilityZonesResponse describeAvailabilityZones(Call call, DescribeAvailabilityZonesRequest request) {
        DryRun.check(request.dryRun());
        List<Zones.Zone> all = Zones.of(call.region());
        request.zoneNames().forEach(name -> {
            if (!Zones.exists(call.region(), name)) {
                throw Ec2Error.INVALID_ZONE.of("Invalid availability zone: [%s]", name);
            }
        });
        var filters = Filters.<Zones.Zone>of(each -> Map.of())
                .by("group-name", each -> call.region())
                .by("message", each -> "")
                .by("opt-in-status", each -> OPTED)
                .by("region-name", each -> call.region())
                .by("state", each -> "available")
                .by("zone-id", Zones.Zone::id)
                .by("zone-name", Zones.Zone::name)
                .by("zone-type", each -> "availability-zone");
        return DescribeAvailabilityZonesResponse.builder()
                .availabilityZones(all.stream()
                        .filter(each -> request.zoneNames().isEmpty()
                                || request.zoneNames().contains(each.name()))
                        .filter(each ->
                                request.zoneIds().isEmpty() || request.zoneIds().contains(each.id()))
                        .filter(filters.matching(request.filters()))
                        .map(each -> view(call.region(), each))
                        .toList())
                .build();
    }

    private static AvailabilityZone view(String region, Zones.Zone zone) {
        return AvailabilityZone.builder()
                .zoneName(zone.name())
                .zoneId(zone.id())
                .regionName(region)
                .state(AvailabilityZoneState.AVAILABLE)
                .optInStatus(AvailabilityZoneOptInStatus.OPT_IN_NOT_REQUIRED)
                .groupName(region)
                .networkBorderGroup(region)
                .zoneType("availability-zone")
                .messages(List.of())
                .build();
    }
}
