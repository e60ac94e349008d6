package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.tag.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.ReferencedSecurityGroup;
import software.amazon.awssdk.services.ec2.model.RevokedSecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.SecurityGroupRule;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Security groups and rules as EC2 describes them. */
final class GroupViews {
    private GroupViews() {}

    static software.amazon.awssdk.services.ec2.model.SecurityGroup group(SecurityGroup group) {
        return software.amazon.awssdk.services.ec2.model.SecurityGroup.builder()
                .groupId(group.id())
                .groupName(group.name())
                .description(group.description())
                .ownerId(group.place().account())
                .vpcId(group.vpcId())
                .securityGroupArn(group.arn())
                .ipPermissions(permissions(group, false))
                .ipPermissionsEgress(permissions(group, true))
                .tags(Tags.sdk(group.tags()))
                .build();
    }

    private record Traffic(String protocol, int from, int to) {}

    // EC2 shows the rules for the same traffic together, with all their peers.
    private static List<IpPermission> permissions(SecurityGroup group, boolean egress) {
        Map<Traffic, List<Rule>> byTraffic = new LinkedHashMap<>();
        group.rules(egress).forEach(rule -> byTraffic
                .computeIfAbsent(new Traffic(rule.protocol(), rule.fromPort(), rule.toPort()), t -> new ArrayList<>())
                .add(rule));
        return byTraffic.values().stream()
                .map(rules -> permission(group, rules))
                .toList();
    }

    private static IpPermission permission(SecurityGroup group, List<Rule> rules) {
        List<IpRange> ranges = new ArrayList<>();
        List<Ipv6Range> ranges6 = new ArrayList<>();
        List<UserIdGroupPair> pairs = new ArrayList<>();
        for (Rule rule : rules) {
            String description = rule.description().orElse(null);
            switch (rule.peer()) {
                case Rule.Peer.Cidr4(String cidr) ->
                    ranges.add(IpRange.builder()
                            .cidrIp(cidr)
                            .description(description)
                            .build());
                case Rule.Peer.Cidr6(String cidr) ->
                    ranges6.add(Ipv6Range.builder()
                            .cidrIpv6(cidr)
                            .description(description)
                            .build());
                case Rule.Peer.Group(String id) ->
                    pairs.add(UserIdGroupPair.builder()
                            .groupId(id)
                            .userId(group.place().account())
                            .description(description)
                            .build());
            }
        }
        Rule first = rules.getFirst();
        return IpPermission.builder()
                .ipProtocol(first.protocol())
                .fromPort(port(first, first.fromPort()))
                .toPort(port(first, first.toPort()))
                .ipRanges(ranges)
                .ipv6Ranges(ranges6)
                .userIdGroupPairs(pairs)
                .prefixListIds(List.of())
                .build();
    }

    private static @Nullable Integer port(Rule rule, int port) {
        return switch (rule.protocol()) {
            case "tcp", "udp", "icmp", "icmpv6" -> port;
            default -> null;
        };
    }

    static SecurityGroupRule rule(SecurityGroup group, Rule rule, Map<String, String> tags) {
        SecurityGroupRule.Builder view = SecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .securityGroupRuleArn(group.place().ec2Arn("security-group-rule/" + rule.id()))
                .groupId(group.id())
                .groupOwnerId(group.place().account())
                .isEgress(rule.egress())
                .ipProtocol(rule.protocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .description(rule.description().orElse(null))
                .tags(Tags.sdk(tags));
        switch (rule.peer()) {
            case Rule.Peer.Cidr4(String cidr) -> view.cidrIpv4(cidr);
            case Rule.Peer.Cidr6(String cidr) -> view.cidrIpv6(cidr);
            case Rule.Peer.Group(String id) ->
                view.referencedGroupInfo(ReferencedSecurityGroup.builder()
                        .groupId(id)
                        .userId(group.place().account())
                        .build());
        }
        return view.build();
    }

    static RevokedSecurityGroupRule revoked(Rule rule) {
        RevokedSecurityGroupRule.Builder view = RevokedSecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .groupId(rule.groupId())
                .isEgress(rule.egress())
                .ipProtocol(rule.protocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .description(rule.description().orElse(null));
        switch (rule.peer()) {
            case Rule.Peer.Cidr4(String cidr) -> view.cidrIpv4(cidr);
            case Rule.Peer.Cidr6(String cidr) -> view.cidrIpv6(cidr);
            case Rule.Peer.Group(String id) -> view.referencedGroupId(id);
        }
        return view.build();
    }
}
