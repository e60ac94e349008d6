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
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;

/** Network interfaces, described. */
@AwsOperations
class NetworkInterfaceOperations {
    private final Enis enis;
    private final JdbcClient jdbc;

    NetworkInterfaceOperations(Enis enis, JdbcClient jdbc) {
        this.enis = enis;
        this.jdbc = jdbc;
    }

    @Authorize(action = "ec2:DescribeNetworkInterfaces")
    DescribeNetworkInterfacesResponse describeNetworkInterfaces(Call call, DescribeNetworkInterfacesRequest request) {
        DryRun.check(request.dryRun());
        Place place = Place.of(call);
        Map<String, String> names = groupNames(place);
        Filters<Eni> filters = Filters.of(Eni::tags)
                .by("addresses.private-ip-address", Eni::address)
                .byAny("association.public-ip", each -> each.publicAddress().stream()
                        .toList())
                .byAny("attachment.instance-id", each -> each.instanceId().stream()
                        .toList())
                .by("availability-zone", Eni::zone)
                .by("description", Eni::description)
                .byAny("group-id", Eni::groupIds)
                .byAny("group-name", each -> each.groupIds().stream()
                        .map(id -> names.getOrDefault(id, ""))
                        .toList())
                .by("interface-type", Eni::kind)
                .by("mac-address", Eni::mac)
                .by("network-interface-id", Eni::id)
                .by("owner-id", each -> place.account())
                .by("private-ip-address", Eni::address)
                .byAny("requester-id", each -> each.requester().stream().toList())
                .by(
                        "requester-managed",
                        each -> Boolean.toString(each.requester().isPresent()))
                .by("status", each -> "in-use")
                .by("subnet-id", Eni::subnetId)
                .by("vpc-id", Eni::vpcId);
        Page<Eni> page = new Described<>(
                        "networkInterface", Eni::id, Ec2Error.INVALID_NETWORK_INTERFACE_ID_NOT_FOUND, filters)
                .page(
                        enis.list(place),
                        request.networkInterfaceIds(),
                        request.filters(),
                        request.maxResults(),
                        request.nextToken());
        return DescribeNetworkInterfacesResponse.builder()
                .networkInterfaces(page.map(each -> VpcViews.networkInterface(each, names)))
                .nextToken(page.next())
                .build();
    }

    private Map<String, String> groupNames(Place place) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql("SELECT id, name FROM security_group WHERE account = :account AND region = :region")
                .param("account", place.account())
                .param("region", place.region())
                .query(row -> {
                    names.put(row.getString(1), row.getString(2));
                });
        return names;
    }
}
