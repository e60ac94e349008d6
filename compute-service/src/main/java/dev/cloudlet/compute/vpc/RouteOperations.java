package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Filters;
import dev.cloudlet.compute.filter.Page;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInternetGatewaysResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkAclsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeRouteTablesResponse;

/** Route tables, internet gateways and network ACLs, described. */
@AwsOperations
class RouteOperations {
    private static final Filters<Routes.Table> TABLES = Filters.of(Routes.Table::tags)
            .by("association.main", each -> Boolean.toString(each.main()))
            .byAny("association.route-table-association-id", each -> each.associations().stream()
                    .map(Routes.Association::id)
                    .toList())
            .byAny("association.subnet-id", each -> each.associations().stream()
                    .flatMap(one -> one.subnetId().stream())
                    .toList())
            .byAny("route.destination-cidr-block", each -> each.routes().stream()
                    .map(Routes.Route::destination)
                    .toList())
            .byAny(
                    "route.gateway-id",
                    each -> each.routes().stream().map(Routes.Route::gatewayId).toList())
            .by("route-table-id", Routes.Table::id)
            .by("vpc-id", Routes.Table::vpcId);
    private static final Filters<Routes.Gateway> GATEWAYS = Filters.of(Routes.Gateway::tags)
            .byAny("attachment.state", each -> each.vpcId().isPresent() ? List.of("available") : List.of())
            .byAny("attachment.vpc-id", each -> each.vpcId().stream().toList())
            .by("internet-gateway-id", Routes.Gateway::id);
    private static final Filters<Routes.Acl> ACLS = Filters.of(Routes.Acl::tags)
            .by("default", each -> "true")
            .by("network-acl-id", Routes.Acl::id)
            .by("vpc-id", Routes.Acl::vpcId);

    private final Routes routes;
    private final Vpcs vpcs;
    private final Subnets subnets;

    RouteOperations(Routes routes, Vpcs vpcs, Subnets subnets) {
        this.routes = routes;
        this.vpcs = vpcs;
        this.subnets = subnets;
    }

    @Authorize(action = "ec2:DescribeRouteTables")
    DescribeRouteTablesResponse describeRouteTables(Call call, DescribeRouteTablesRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        List<Routes.Table> found = named(
                routes.tables(place),
                Routes.Table::id,
                request.routeTableIds(),
                Ec2Error.INVALID_ROUTE_TABLE_ID_NOT_FOUND,
                "routeTable");
        Map<String, Vpc> byId = vpcs.list(place).stream().collect(Collectors.toMap(Vpc::id, Function.identity()));
        Page<Routes.Table> page = Page.of(
                found.stream().filter(TABLES.matching(request.filters())).toList(),
                Routes.Table::id,
                request.maxResults(),
                request.nextToken());
        return DescribeRouteTablesResponse.builder()
                .routeTables(page.map(each -> RouteViews.table(place, byId.get(each.vpcId()), each)))
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "ec2:DescribeInternetGateways")
    DescribeInternetGatewaysResponse describeInternetGateways(Call call, DescribeInternetGatewaysRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        List<Routes.Gateway> found = named(
                routes.gateways(place),
                Routes.Gateway::id,
                request.internetGatewayIds(),
                Ec2Error.INVALID_INTERNET_GATEWAY_ID_NOT_FOUND,
                "internetGateway");
        Page<Routes.Gateway> page = Page.of(
                found.stream().filter(GATEWAYS.matching(request.filters())).toList(),
                Routes.Gateway::id,
                request.maxResults(),
                request.nextToken());
        return DescribeInternetGatewaysResponse.builder()
                .internetGateways(page.map(each -> RouteViews.gateway(place, each)))
                .nextToken(page.next())
                .build();
    }

    @Authorize(action = "ec2:DescribeNetworkAcls")
    DescribeNetworkAclsResponse describeNetworkAcls(Call call, DescribeNetworkAclsRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        List<Routes.Acl> found = named(
                routes.acls(place),
                Routes.Acl::id,
                request.networkAclIds(),
                Ec2Error.INVALID_NETWORK_ACL_ID_NOT_FOUND,
                "networkAcl");
        List<Subnet> all = subnets.list(place);
        Page<Routes.Acl> page = Page.of(
                found.stream().filter(ACLS.matching(request.filters())).toList(),
                Routes.Acl::id,
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.map(each -> RouteViews.acl(place, each, all)))
                .nextToken(page.next())
                .build();
    }

    private static <T> List<T> named(
            List<T> all, Function<T, String> id, List<String> wanted, Ec2Error missing, String kind) {
        wanted.forEach(each -> {
            if (all.stream().map(id).noneMatch(each::equals)) {
                throw missing.of("The %s ID '%s' does not exist", kind, each);
            }
        });
        return wanted.isEmpty()
                ? all
                : all.stream().filter(each -> wanted.contains(id.apply(each))).toList();
    }
}
