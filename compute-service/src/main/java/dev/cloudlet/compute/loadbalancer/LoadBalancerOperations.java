package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.vpc.Subnet;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.AvailabilityZone;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.CreateLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DeleteLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersRequest;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.DescribeLoadBalancersResponse;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerSchemeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;

/** Makes, shows and deletes load balancers. */
@AwsOperations
class LoadBalancerOperations {
    private static final String HOSTED_ZONE = "Z35SXDOTRQ7X7K";

    private final Balancers balancers;
    private final BalancerPlacement placement;
    private final BalancerNodes nodes;
    private final ElbTags tags;
    private final WorkQueue works;

    LoadBalancerOperations(
            Balancers balancers, BalancerPlacement placement, BalancerNodes nodes, ElbTags tags, WorkQueue works) {
        this.balancers = balancers;
        this.placement = placement;
        this.nodes = nodes;
        this.tags = tags;
        this.works = works;
    }

    @Authorize(
            action = "elasticloadbalancing:CreateLoadBalancer",
            resource = "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/app/{Name}/*",
            keys = "elasticloadbalancing:Scheme={Scheme}")
    CreateLoadBalancerResponse createLoadBalancer(Call call, CreateLoadBalancerRequest request) {
        Place place = Place.of(call);
        requireSupported(request);
        ElbNames.requireName("load balancer", request.name());
        if (request.name().startsWith("internal-")) {
            throw ElbError.VALIDATION_ERROR.of(
                    "The load balancer name '%s' cannot begin with 'internal-'", request.name());
        }
        boolean internal = request.scheme() == LoadBalancerSchemeEnum.INTERNAL;
        List<Subnet> subnets = placement.subnets(place, request.subnets(), request.subnetMappings());
        String vpc = subnets.getFirst().vpcId();
        List<String> groups = placement.groups(place, vpc, request.securityGroups());
        String arn = ElbNames.arn(place, "loadbalancer/app/" + request.name() + "/" + ElbNames.randomId());
        String dnsName = ElbNames.dnsName(place, request.name(), internal);
        LoadBalancer document = LoadBalancer.builder()
                .loadBalancerArn(arn)
                .loadBalancerName(request.name())
                .dnsName(dnsName)
                .canonicalHostedZoneId(HOSTED_ZONE)
                .createdTime(call.time())
                .scheme(internal ? LoadBalancerSchemeEnum.INTERNAL : LoadBalancerSchemeEnum.INTERNET_FACING)
                .type(LoadBalancerTypeEnum.APPLICATION)
                .ipAddressType("ipv4")
                .vpcId(vpc)
                .securityGroups(groups)
                .availabilityZones(zones(subnets))
                .build();
        Balancer balancer =
                new Balancer(place, arn, request.name(), dnsName, Balancer.PROVISIONING, "", false, document, Map.of());
        if (!balancers.add(balancer)) {
            return existing(place, document);
        }
        tags.put(arn, request.tags());
        nodes.place(arn, subnets, groups);
        works.request(BalancerWork.NAME, arn);
        return CreateLoadBalancerResponse.builder()
                .loadBalancers(balancer.described())
                .build();
    }

    private static void requireSupported(CreateLoadBalancerRequest request) {
        if (request.type() != null && request.type() != LoadBalancerTypeEnum.APPLICATION) {
            throw ElbError.NOT_IMPLEMENTED.of(
                    "Load balancers of type %s are not part of this cloud; use application.", request.typeAsString());
        }
        if (request.ipAddressTypeAsString() != null
                && !request.ipAddressTypeAsString().equals("ipv4")) {
            throw ElbError.NOT_IMPLEMENTED.of("Only the IP address type ipv4 is part of this cloud.");
        }
    }

    static List<AvailabilityZone> zones(List<Subnet> subnets) {
        return subnets.stream()
                .map(subnet -> AvailabilityZone.builder()
                        .zoneName(subnet.zone())
                        .subnetId(subnet.id())
                        .build())
                .toList();
    }

    // The same request twice is answered as the first one; another one under the same name is refused.
    private CreateLoadBalancerResponse existing(Place place, LoadBalancer wanted) {
        Balancer there = balancers.list(place).stream()
                .filter(each -> each.name().equals(wanted.loadBalancerName()))
                .findFirst()
                .orElseThrow(() -> duplicate(wanted.loadBalancerName()));
        if (!there.document().availabilityZones().equals(wanted.availabilityZones())
                || !there.document().securityGroups().equals(wanted.securityGroups())
                || there.document().scheme() != wanted.scheme()) {
            throw duplicate(wanted.loadBalancerName());
        }
        return CreateLoadBalancerResponse.builder()
                .loadBalancers(there.described())
                .build();
    }

    private static RuntimeException duplicate(String name) {
        return ElbError.DUPLICATE_LOAD_BALANCER_NAME.of(
                "A load balancer with the same name '%s' exists, but with different settings", name);
    }

    @Authorize(action = "elasticloadbalancing:DescribeLoadBalancers")
    DescribeLoadBalancersResponse describeLoadBalancers(Call call, DescribeLoadBalancersRequest request) {
        Place place = Place.of(call);
        List<Balancer> all = balancers.list(place);
        for (String name : request.names()) {
            if (all.stream().noneMatch(each -> each.name().equals(name))) {
                throw ElbError.LOAD_BALANCER_NOT_FOUND.of("Load balancers '[%s]' not found", name);
            }
        }
        request.loadBalancerArns().forEach(arn -> balancers.require(place, arn));
        List<Balancer> wanted = all.stream()
                .filter(each -> request.names().isEmpty() || request.names().contains(each.name()))
                .filter(each -> request.loadBalancerArns().isEmpty()
                        || request.loadBalancerArns().contains(each.arn()))
                .toList();
        ElbPage<Balancer> page = ElbPage.of(wanted, Balancer::arn, request.pageSize(), request.marker());
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream().map(Balancer::described).toList())
                .nextMarker(page.next())
                .build();
    }

    @Authorize(action = "elasticloadbalancing:DeleteLoadBalancer", resource = "{LoadBalancerArn}")
    DeleteLoadBalancerResponse deleteLoadBalancer(Call call, DeleteLoadBalancerRequest request) {
        String arn = request.loadBalancerArn();
        balancers
                .find(arn)
                .filter(each -> each.place().equals(Place.of(call)) && !each.deleted())
                .ifPresent(this::delete);
        return DeleteLoadBalancerResponse.builder().build();
    }

    private void delete(Balancer balancer) {
        if (balancer.attribute("deletion_protection.enabled").equals("true")) {
            throw ElbError.OPERATION_NOT_PERMITTED.of(
                    "Load balancer '%s' cannot be deleted because deletion protection is enabled", balancer.arn());
        }
        balancers.delete(balancer.arn());
        tags.forget(balancer.arn());
        works.request(BalancerWork.NAME, balancer.arn());
    }
}
