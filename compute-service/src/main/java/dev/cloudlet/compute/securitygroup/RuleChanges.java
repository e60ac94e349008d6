package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.tag.Tags;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.IpPermission;

/** Changes the rules of a group; the networks filter by them as soon as the transaction has committed. */
@Component
final class RuleChanges {
    private static final int MOST_RULES = 60;

    private final SecurityGroups groups;
    private final PermissionReader reader;
    private final Tags tags;
    private final WorkQueue works;

    RuleChanges(SecurityGroups groups, PermissionReader reader, Tags tags, WorkQueue works) {
        this.groups = groups;
        this.reader = reader;
        this.tags = tags;
        this.works = works;
    }

    /** Adds all of them or none. */
    List<Rule> add(SecurityGroup group, boolean egress, List<IpPermission> permissions) {
        List<Rule> rules = reader.read(group, egress, permissions);
        List<Rule> all = new ArrayList<>(group.rules(egress));
        all.addAll(rules);
        // Those for IPv4 and for IPv6 are counted each for themselves; one about a group is both.
        if (all.stream()
                                .filter(each -> !(each.peer() instanceof Rule.Peer.Cidr6))
                                .count()
                        > MOST_RULES
                || all.stream()
                                .filter(each -> !(each.peer() instanceof Rule.Peer.Cidr4))
                                .count()
                        > MOST_RULES) {
            throw Ec2Error.RULES_PER_SECURITY_GROUP_LIMIT.of(
                    "The maximum number of rules per security group has been reached.");
        }
        for (Rule rule : rules) {
            if (!groups.add(group.place(), rule)) {
                throw Ec2Error.INVALID_PERMISSION_DUPLICATE.of(
                        "the specified rule \"%s\" already exists", describe(rule));
            }
        }
        works.request(FirewallWork.NAME, group.id());
        return rules;
    }

    /** Takes away all of them or none, by what they say or by their ids. */
    List<Rule> remove(SecurityGroup group, boolean egress, List<IpPermission> permissions, List<String> ids) {
        if (!ids.isEmpty() && !permissions.isEmpty()) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "The parameter securityGroupRuleIds may not be used with the parameter ipPermissions");
        }
        List<Rule> there = group.rules(egress);
        List<Rule> removed = new ArrayList<>();
        if (ids.isEmpty()) {
            reader.read(group, egress, permissions).forEach(wanted -> removed.add(same(there, wanted)));
        } else {
            ids.forEach(id -> removed.add(byId(there, id)));
        }
        removed.forEach(rule -> {
            groups.remove(rule);
            tags.forget(group.place(), rule.id());
        });
        works.request(FirewallWork.NAME, group.id());
        return removed;
    }

    private static Rule same(List<Rule> there, Rule wanted) {
        return there.stream()
                .filter(wanted::saysTheSameAs)
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_PERMISSION_NOT_FOUND.of(
                        "The specified rule does not exist in this security group."));
    }

    private static Rule byId(List<Rule> there, String id) {
        return there.stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Ec2Error.INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND.of(
                        "The security group rule ID '%s' does not exist", id));
    }

    private static String describe(Rule rule) {
        String peer =
                switch (rule.peer()) {
                    case Rule.Peer.Cidr4(String cidr) -> cidr;
                    case Rule.Peer.Cidr6(String cidr) -> cidr;
                    case Rule.Peer.Group(String id) -> id;
                };
        return switch (rule.protocol()) {
            case "-1" -> "peer: %s, ALL, ALLOW".formatted(peer);
            case "tcp", "udp" ->
                "peer: %s, %s, from port: %d, to port: %d, ALLOW"
                        .formatted(peer, rule.protocol().toUpperCase(Locale.ROOT), rule.fromPort(), rule.toPort());
            default ->
                "peer: %s, %s, type: %d, code: %d, ALLOW"
                        .formatted(peer, rule.protocol().toUpperCase(Locale.ROOT), rule.fromPort(), rule.toPort());
        };
    }
}
