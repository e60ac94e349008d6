package dev.cloudlet.compute.securitygroup;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.compute.ResourceIds;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** Reads the permissions of a request as rules of a group. */
@Component
final class PermissionReader {
    private static final Pattern CIDR = Pattern.compile("[0-9.]{7,15}/[0-9]{1,2}");
    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");
    private static final int MOST_PORT = 65535;
    private static final int MOST_PERMISSIONS = 1000;

    private final SecurityGroups groups;

    PermissionReader(SecurityGroups groups) {
        this.groups = groups;
    }

    /** What a request is about: its permissions, or the one that it says in members of its own. */
    static List<IpPermission> wanted(
            List<IpPermission> several,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String cidr,
            @Nullable String sourceGroup) {
        if (protocol == null && cidr == null && sourceGroup == null) {
            return several;
        }
        if (!several.isEmpty()) {
            throw Ec2Error.INVALID_PARAMETER_COMBINATION.of(
                    "The parameter ipPermissions may not be used with a permission in parameters of its own");
        }
        IpPermission.Builder permission = IpPermission.builder()
                .ipProtocol(protocol == null ? "-1" : protocol)
                .fromPort(from)
                .toPort(to);
        if (cidr != null) {
            permission.ipRanges(IpRange.builder().cidrIp(cidr).build());
        }
        if (sourceGroup != null) {
            permission.userIdGroupPairs(
                    UserIdGroupPair.builder().groupName(sourceGroup).build());
        }
        return List.of(permission.build());
    }

    /** The rules of these permissions, with new ids; each permission is one rule per peer. */
    List<Rule> read(SecurityGroup group, boolean egress, List<IpPermission> permissions) {
        if (permissions.size() > MOST_PERMISSIONS) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of("A request has at most %d permissions", MOST_PERMISSIONS);
        }
        if (permissions.isEmpty()) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter ipPermissions");
        }
        List<Rule> rules = new ArrayList<>();
        for (IpPermission permission : permissions) {
            String protocol = protocol(permission.ipProtocol());
            Ports ports = ports(protocol, permission.fromPort(), permission.toPort());
            if (!permission.prefixListIds().isEmpty()) {
                throw Ec2Error.UNSUPPORTED.of("Prefix lists are not supported by this cloud.");
            }
            int before = rules.size();
            permission
                    .ipRanges()
                    .forEach(range -> rules.add(rule(
                            group,
                            egress,
                            protocol,
                            ports,
                            new Rule.Peer.Cidr4(cidr(range.cidrIp())),
                            range.description())));
            permission
                    .ipv6Ranges()
                    .forEach(range -> rules.add(rule(
                            group, egress, protocol, ports, new Rule.Peer.Cidr6(cidr6(range)), range.description())));
            permission
                    .userIdGroupPairs()
                    .forEach(pair -> rules.add(rule(
                            group,
                            egress,
                            protocol,
                            ports,
                            new Rule.Peer.Group(peer(group, pair)),
                            pair.description())));
            if (rules.size() == before) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "A permission needs an IP range, a security group or a prefix list");
            }
        }
        requireOnce(rules);
        return rules;
    }

    private static void requireOnce(List<Rule> rules) {
        for (int at = 0; at < rules.size(); at++) {
            if (rules.subList(0, at).stream().anyMatch(rules.get(at)::saysTheSameAs)) {
                throw Ec2Error.INVALID_PARAMETER_VALUE.of("The same permission must not appear multiple times");
            }
        }
    }

    private static Rule rule(
            SecurityGroup group,
            boolean egress,
            String protocol,
            Ports ports,
            Rule.Peer peer,
            @Nullable String description) {
        if (description != null && !DESCRIPTION.matcher(description).matches()) {
            throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                    "Invalid rule description. Valid descriptions are strings less than 256 characters from the"
                            + " following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
        }
        return new Rule(
                ResourceIds.random("sgr"),
                group.id(),
                egress,
                protocol,
                ports.from(),
                ports.to(),
                peer,
                Optional.ofNullable(description));
    }

    private record Ports(int from, int to) {}

    private static String protocol(@Nullable String given) {
        return switch (given == null ? "" : given.toLowerCase(Locale.ROOT)) {
            case "tcp", "6" -> "tcp";
            case "udp", "17" -> "udp";
            case "icmp", "1" -> "icmp";
            case "icmpv6", "58" -> "icmpv6";
            case "-1", "all" -> "-1";
            case "" -> throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter ipProtocol");
            case String other
            when other.matches("\\d{1,3}") && Integer.parseInt(other) <= 255 -> String.valueOf(Integer.parseInt(other));
            default ->
                throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                        "Invalid value '%s' for IP protocol. Unknown protocol.", String.valueOf(given));
        };
    }

    private static Ports ports(String protocol, @Nullable Integer from, @Nullable Integer to) {
        switch (protocol) {
            case "tcp", "udp" -> {
                if (from == null || to == null) {
                    throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
                }
                // All ports, as 0-65535 is said in the old form.
                if (from == -1 && to == -1) {
                    return new Ports(0, MOST_PORT);
                }
                if (from < 0 || from > MOST_PORT || to < 0 || to > MOST_PORT) {
                    throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                            "Invalid value '%d' for portRange. Ports must be between 0 and 65535.",
                            from < 0 || from > MOST_PORT ? from : to);
                }
                if (from > to) {
                    throw Ec2Error.INVALID_PARAMETER_VALUE.of(
                            "Invalid value '%d-%d' for portRange. Must be a valid range, the lowest port first.",
                            from, to);
                }
                return new Ports(from, to);
            }
            case "icmp", "icmpv6" -> {
                int type = from == null ? -1 : from;
                int code = to == null ? -1 : to;
                if (type < -1 || type > 255 || code < -1 || code > 255 || (type == -1 && code != -1)) {
                    throw Ec2Error.INVALID_PARAMETER_VALUE.of("ICMP code (%d) for type (%d) not valid", code, type);
                }
                return new Ports(type, code);
            }
            default -> {
                return new Ports(-1, -1);
            }
        }
    }

    private static String cidr(@Nullable String given) {
        if (given != null && CIDR.matcher(given).matches()) {
            try {
                return Cidr.parse(given).toString();
            } catch (SandboxException e) {
                throw malformed(given);
            }
        }
        throw malformed(String.valueOf(given));
    }

    private static String cidr6(Ipv6Range range) {
        String given = String.valueOf(range.cidrIpv6());
        return Cidr6.canonical(given).orElseThrow(() -> malformed(given));
    }

    private static RuntimeException malformed(String given) {
        return Ec2Error.INVALID_PARAMETER_VALUE.of("CIDR block %s is malformed", given);
    }

    private String peer(SecurityGroup group, UserIdGroupPair pair) {
        if (pair.groupId() == null && pair.groupName() == null) {
            throw Ec2Error.MISSING_PARAMETER.of("The request must contain the parameter groupName or groupId");
        }
        if (pair.groupId() == null) {
            return groups.named(group.place(), group.vpcId(), pair.groupName())
                    .map(SecurityGroup::id)
                    .orElseThrow(() -> Ec2Error.INVALID_GROUP_NOT_FOUND.of(
                            "The security group '%s' does not exist", pair.groupName()));
        }
        SecurityGroup peer =
                groups.require(group.place(), List.of(pair.groupId())).getFirst();
        if (!peer.vpcId().equals(group.vpcId())) {
            throw Ec2Error.INVALID_GROUP_NOT_FOUND.of(
                    "You have specified two resources that belong to different networks.");
        }
        return peer.id();
    }
}
