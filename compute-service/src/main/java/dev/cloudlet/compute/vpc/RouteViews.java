package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Place;
import dev.cloudlet.compute.tag.Tags;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.InternetGatewayAttachment;
import software.amazon.awssdk.services.ec2.model.NetworkAcl;
import software.amazon.awssdk.services.ec2.model.NetworkAclAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkAclEntry;
import software.amazon.awssdk.services.ec2.model.Route;
import software.amazon.awssdk.services.ec2.model.RouteOrigin;
import software.amazon.awssdk.services.ec2.model.RouteState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociation;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationState;
import software.amazon.awssdk.services.ec2.model.RouteTableAssociationStateCode;
import software.amazon.awssdk.services.ec2.model.RuleAction;

/** Route tables, internet gateways and network ACLs as EC2 describes them. */
final class RouteViews {
    private static final int LAST_RULE = 32767;

    private RouteViews() {}

    static RouteTable table(Place place, @Nullable Vpc vpc, Routes.Table table) {
        List<Route> all = new ArrayList<>();
        if (vpc != null) {
            all.add(Route.builder()
                    .destinationCidrBlock(vpc.cidr().toString())
                    .gatewayId("local")
                    .origin(RouteOrigin.CREATE_ROUTE_TABLE)
                    .state(RouteState.ACTIVE)
                    .build());
        }
        table.routes()
                .forEach(each -> all.add(Route.builder()
                        .destinationCidrBlock(each.destination())
                        .gatewayId(each.gatewayId())
                        .origin(RouteOrigin.CREATE_ROUTE)
                        .state(RouteState.ACTIVE)
                        .build()));
        return RouteTable.builder()
                .routeTableId(table.id())
                .vpcId(table.vpcId())
                .ownerId(place.account())
                .routes(all)
                .associations(table.associations().stream()
                        .map(each -> RouteTableAssociation.builder()
                                .routeTableAssociationId(each.id())
                                .routeTableId(table.id())
                                .subnetId(each.subnetId().orElse(null))
                                .main(each.subnetId().isEmpty())
                                .associationState(RouteTableAssociationState.builder()
                                        .state(RouteTableAssociationStateCode.ASSOCIATED)
                                        .build())
                                .build())
                        .toList())
                .propagatingVgws(List.of())
                .tags(Tags.sdk(table.tags()))
                .build();
    }

    static InternetGateway gateway(Place place, Routes.Gateway gateway) {
        return InternetGateway.builder()
                .internetGatewayId(gateway.id())
                .ownerId(place.account())
                .attachments(gateway.vpcId().stream()
                        .map(vpc -> InternetGatewayAttachment.builder()
                                .vpcId(vpc)
                                .state("available")
                                .build())
                        .toList())
                .tags(Tags.sdk(gateway.tags()))
                .build();
    }

    static NetworkAcl acl(Place place, Routes.Acl acl, List<Subnet> subnets) {
        List<NetworkAclEntry> entries = new ArrayList<>();
        for (boolean egress : new boolean[] {true, false}) {
            entries.add(entry(egress, 100, RuleAction.ALLOW));
            entries.add(entry(egress, LAST_RULE, RuleAction.DENY));
        }
        return NetworkAcl.builder()
                .networkAclId(acl.id())
                .vpcId(acl.vpcId())
                .ownerId(place.account())
                .isDefault(true)
                .entries(entries)
                .associations(subnets.stream()
                        .filter(each -> each.vpcId().equals(acl.vpcId()))
                        .map(each -> NetworkAclAssociation.builder()
                                .networkAclAssociationId(each.id().replace("subnet-", "aclassoc-"))
                                .networkAclId(acl.id())
                                .subnetId(each.id())
                                .build())
                        .toList())
                .tags(Tags.sdk(acl.tags()))
                .build();
    }

    private static NetworkAclEntry entry(boolean egress, int number, RuleAction action) {
        return NetworkAclEntry.builder()
                .cidrBlock("0.0.0.0/0")
                .egress(egress)
                .protocol("-1")
                .ruleAction(action)
                .ruleNumber(number)
                .build();
    }
}
