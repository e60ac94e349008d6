package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.DryRun;
import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.filter.Described;
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
    private static final Described<Routes.Table> TABLES = new Described<>(
            "routeTable",
            Routes.Table::id,
            Ec2Error.INVALID_ROUTE_TABLE_ID_NOT_FOUND,
            Filters.of(Routes.Table::tags)
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
                    .byAny("route.gateway-id", each -> each.routes().stream()
                            .map(Routes.Route::gatewayId)
                            .toList())
                    .by("route-table-id", Routes.Table::id)
                    .by("vpc-id", Routes.Table::vpcId));
    private static final Described<Routes.Gateway> GATEWAYS = new Described<>(
            "internetGateway",
            Routes.Gateway::id,
            Ec2Error.INVALID_INTERNET_GATEWAY_ID_NOT_FOUND,
            Filters.of(Routes.Gateway::tags)
                    .byAny("attachment.state", each -> each.vpcId().isPresent() ? List.of("available") : List.of())
                    .byAny("attachment.vpc-id", each -> each.vpcId().stream().toList())
                    .by("internet-gateway-id", Routes.Gateway::id));
    private static final Described<Routes.Acl> ACLS = new Described<>(
            "networkAcl",
            Routes.Acl::id,
            Ec2Error.INVALID_NETWORK_ACL_ID_NOT_FOUND,
            Filters.of(Routes.Acl::tags)
                    .by("default", each -> "true")
                    .by("network-acl-id", Routes.Acl::id)
                    .by("vpc-id", Routes.Acl::vpcId));

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
        Map<String, Vpc> byId = vpcs.list(place).stream().collect(Collectors.toMap(Vpc::id, Function.identity()));
        Page<Routes.Table> page = TABLES.page(
                routes.tables(place),
                request.routeTableIds(),
                request.filters(),
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
        Page<Routes.Gateway> page = GATEWAYS.page(
                routes.gateways(place),
                request.internetGatewayIds(),
                request.filters(),
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
        List<Subnet> all = subnets.list(place);
        Page<Routes.Acl> page = ACLS.page(
                routes.acls(place),
                request.networkAclIds(),
                request.filters(),
                request.maxResults(),
                request.nextToken());
        return DescribeNetworkAclsResponse.builder()
                .networkAcls(page.map(each -> RouteViews.acl(place, each, all)))
                .nextToken(page.next())
                .build();
    }
}
