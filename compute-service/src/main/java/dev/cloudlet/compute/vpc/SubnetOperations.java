package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.compute.filter.Described;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.compute.region.Zones;
import dev.cloudlet.compute.tag.TagSpecifications;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.model.CreateSubnetRequest;
import software.amazon.awssdk.services.ec2.model.CreateSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetRequest;
import software.amazon.awssdk.services.ec2.model.DeleteSubnetResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifySubnetAttributeResponse;

/** Subnets: made, described, changed, deleted. */
@AwsOperations
class SubnetOperations {
    private static final String SUBNET = "arn:aws:ec2:{region}:{account}:subnet/{SubnetId}";

    private final Subnets subnets;
    private final Vpcs vpcs;
    private final Tags tags;

    SubnetOperations(Subnets subnets, Vpcs vpcs, Tags tags) {
        this.subnets = subnets;
        this.vpcs = vpcs;
        this.tags = tags;
    }

    @Authorize(action = "ec2:CreateSubnet", resource = "arn:aws:ec2:{region}:{account}:subnet/*")
    @Authorize(action = "ec2:CreateSubnet", resource = "arn:aws:ec2:{region}:{account}:vpc/{VpcId}")
    CreateSubnetResponse createSubnet(Call call, CreateSubnetRequest request) {
        Map<String, String> wanted = TagSpecifications.of(request.tagSpecifications(), "subnet");
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        Vpc vpc = vpcs.get(place, request.vpcId());
        if (request.cidrBlock() == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter cidrBlock");
        }
        Cidr cidr = Blocks.parse(request.cidrBlock());
        requireFit(place, vpc, cidr);
        Subnet subnet = new Subnet(
                place, ResourceIds.random("subnet"), vpc.id(), zone(place, request), cidr, false, false, wanted);
        subnets.add(subnet);
        tags.put(place, subnet.id(), "subnet", wanted);
        return CreateSubnetResponse.builder()
                .subnet(VpcViews.subnet(subnet, cidr.size() - Subnets.RESERVED))
                .build();
    }

    private void requireFit(Place place, Vpc vpc, Cidr cidr) {
        boolean inside =
                vpc.cidr().contains(cidr.first()) && cidr.prefix() >= vpc.cidr().prefix();
        if (!inside || cidr.prefix() < 16 || cidr.prefix() > 28) {
            throw Ec2Error.INVALID_SUBNET_RANGE.of("The CIDR '%s' is invalid.", cidr);
        }
        if (subnets.list(place).stream()
                .anyMatch(each -> each.vpcId().equals(vpc.id()) && each.cidr().overlaps(cidr))) {
            throw Ec2Error.INVALID_SUBNET_CONFLICT.of("The CIDR '%s' conflicts with another subnet", cidr);
        }
    }

    private static String zone(Place place, CreateSubnetRequest request) {
        List<Zones.Zone> zones = Zones.of(place.region());
        if (request.availabilityZone() == null && request.availabilityZoneId() == null) {
            return zones.getFirst().name();
        }
        return zones.stream()
                .filter(each -> each.name().equals(request.availabilityZone())
                        || each.id().equals(request.availabilityZoneId()))
                .map(Zones.Zone::name)
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_ZONE.of(
                        "Value (%s) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: %s.",
                        request.availabilityZone() == null ? request.availabilityZoneId() : request.availabilityZone(),
                        String.join(", ", zones.stream().map(Zones.Zone::name).toList())));
    }

    @Authorize(action = "ec2:DescribeSubnets")
    DescribeSubnetsResponse describeSubnets(Call call, DescribeSubnetsRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        List<Subnet> all = subnets.list(place);
        Map<String, Long> free = subnets.free(all);
        Filters<Subnet> filters = Filters.of(Subnet::tags)
                .by("availability-zone", Subnet::zone)
                .by("availabilityZone", Subnet::zone)
                .by("availability-zone-id", each -> Zones.id(place.region(), each.zone()))
                .by("available-ip-address-count", each -> String.valueOf(free.get(each.id())))
                .by("cidr", each -> each.cidr().toString())
                .by("cidr-block", each -> each.cidr().toString())
                .by("default-for-az", each -> Boolean.toString(each.defaultForZone()))
                .by("defaultForAz", each -> Boolean.toString(each.defaultForZone()))
                .by("map-public-ip-on-launch", each -> Boolean.toString(each.publicAddresses()))
                .by("owner-id", each -> place.account())
                .by("state", each -> "available")
                .by("subnet-arn", Subnet::arn)
                .by("subnet-id", Subnet::id)
                .by("vpc-id", Subnet::vpcId);
        Page<Subnet> page = new Described<>("subnet", Subnet::id, Ec2Error.INVALID_SUBNET_ID_NOT_FOUND, filters)
                .page(all, request.subnetIds(), request.filters(), request.maxResults(), request.nextToken());
        return DescribeSubnetsResponse.builder()
                .subnets(page.map(each -> VpcViews.subnet(each, free.getOrDefault(each.id(), 0L))))
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "ec2:ModifySubnetAttribute", resource = SUBNET)
    ModifySubnetAttributeResponse modifySubnetAttribute(Call call, ModifySubnetAttributeRequest request) {
        Subnet subnet = subnets.get(Place.of(call), request.subnetId());
        if (request.mapPublicIpOnLaunch() == null) {
            throw Ec2Error.UNSUPPORTED.of("Of the attributes of a subnet only MapPublicIpOnLaunch can be changed.");
        }
        subnets.publicAddresses(
                subnet.id(), Boolean.TRUE.equals(request.mapPublicIpOnLaunch().value()));
        return ModifySubnetAttributeResponse.builder().build();
    }

    @Authorize(action = "ec2:DeleteSubnet", resource = SUBNET)
    DeleteSubnetResponse deleteSubnet(Call call, DeleteSubnetRequest request) {
        DryRun.check(request.dryRun());
        Subnet subnet = subnets.get(Place.of(call), request.subnetId());
        if (subnets.free(List.of(subnet)).getOrDefault(subnet.id(), 0L)
                < subnet.cidr().size() - Subnets.RESERVED) {
            throw Ec2Error.DEPENDENCY_VIOLATION.of(
                    "The subnet '%s' has dependencies and cannot be deleted.", subnet.id());
        }
        subnets.remove(subnet);
        return DeleteSubnetResponse.builder().build();
    }
}
