package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.network.TrafficRule;
import java.net.Inet4Address;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The nftables programs of a VPC's namespace. Each method gives one script for {@code nft -f -}, which the kernel applies
 * as a whole or not at all. Links of machines are named {@code e…}, the link to the hub is {@code igw0}.
 */
final class Ruleset {
    private Ruleset() {}

    /** The name of a machine's link in the VPC's namespace, at most 15 characters as the kernel wants. */
    static String link(String interfaceId) {
        return "e" + CloudName.digest(interfaceId, 12);
    }

    private static String set(String group) {
        return "g" + CloudName.digest(group, 16);
    }

    /**
     * The tables of an empty VPC. Traffic of a link passes its egress chain first, which returns what it allows, and then
     * the ingress chain of the receiving link; what neither accepts meets the policy, drop. The cloud's own addresses
     * are outside of security groups, as AWS has it. Public addresses are translated before all this on the way in, and
     * after it on the way out.
     */
    static String base() {
        return """
                table inet cloud {
                  set ruled { type ifname; }
                  set routed { type ipv4_addr; }
                  map egress { type ifname : verdict; }
                  map ingress { type ifname : verdict; }
                  map service_egress { type ipv4_addr : verdict; }
                  map service_ingress { type ipv4_addr : verdict; }
                  chain forward {
                    type filter hook forward priority filter; policy drop;
                    ct state established,related accept
                    ct state invalid drop
                    iifname "igw0" ct status dnat oifname vmap @ingress
                    iifname "igw0" drop
                    iifname != @ruled drop
                    iifname vmap @egress
                    oifname "igw0" ip saddr @routed accept
                    oifname "igw0" reject with icmp type net-unreachable
                    oifname vmap @ingress
                  }
                  chain input {
                    type filter hook input priority filter; policy drop;
                    ct state established,related accept
                    iifname "lo" accept
                    iifname "igw0" ct status dnat ip daddr vmap @service_ingress
                    iifname "igw0" drop
                    ip daddr { 169.254.169.252, 169.254.169.253, 169.254.169.254 } accept
                    iifname != @ruled drop
                    iifname vmap @egress
                    ip daddr vmap @service_ingress
                  }
                  chain output {
                    type filter hook output priority filter; policy drop;
                    ct state established,related accept
                    oifname "lo" accept
                    meta l4proto icmp accept
                    ip saddr vmap @service_egress
                    oifname "igw0" ip saddr @routed accept
                    oifname vmap @ingress
                  }
                }
                table ip address {
                  map inward { type ipv4_addr : ipv4_addr; }
                  map outward { type ipv4_addr : ipv4_addr; }
                  chain prerouting {
                    type nat hook prerouting priority dstnat;
                    iifname "igw0" dnat to ip daddr map @inward
                  }
                  chain postrouting {
                    type nat hook postrouting priority srcnat;
                    oifname "igw0" snat to ip saddr map @outward
                  }
                }
                """;
    }

    /** Replaces the two chains of an interface and sees to it that traffic passes them. */
    static String rules(Vpc.Attached attached, List<TrafficRule> ingress, List<TrafficRule> egress) {
        String name = link(attached.id());
        var script = new StringBuilder();
        for (TrafficRule rule : ingress) {
            declareGroup(script, rule);
        }
        for (TrafficRule rule : egress) {
            declareGroup(script, rule);
        }
        script.append("add chain inet cloud in_%1$s\nadd chain inet cloud out_%1$s\n".formatted(name));
        script.append("flush chain inet cloud in_%1$s\nflush chain inet cloud out_%1$s\n".formatted(name));
        for (TrafficRule rule : ingress) {
            script.append("add rule inet cloud in_%s %s accept\n".formatted(name, match("saddr", rule)));
        }
        for (TrafficRule rule : egress) {
            script.append("add rule inet cloud out_%s %s return\n".formatted(name, match("daddr", rule)));
        }
        script.append("add rule inet cloud in_%1$s drop\nadd rule inet cloud out_%1$s drop\n".formatted(name));
        if (attached.service()) {
            script.append(
                    "add element inet cloud service_ingress { %s : jump in_%s }\n".formatted(attached.address(), name));
            script.append(
                    "add element inet cloud service_egress { %s : jump out_%s }\n".formatted(attached.address(), name));
        } else {
            script.append("add element inet cloud ingress { \"%1$s\" : jump in_%1$s }\n".formatted(name));
            script.append("add element inet cloud egress { \"%1$s\" : jump out_%1$s }\n".formatted(name));
            script.append("add element inet cloud ruled { \"%s\" }\n".formatted(name));
        }
        return script.toString();
    }

    /** Takes an interface that had rules out of the tables. */
    static String forget(Vpc.Attached attached) {
        String name = link(attached.id());
        String elements = attached.service() ? """
                  delete element inet cloud service_ingress { %1$s : jump in_%2$s }
                  delete element inet cloud service_egress { %1$s : jump out_%2$s }
                  """.formatted(attached.address(), name) : """
                  delete element inet cloud ruled { "%1$s" }
                  delete element inet cloud ingress { "%1$s" : jump in_%1$s }
                  delete element inet cloud egress { "%1$s" : jump out_%1$s }
                  """.formatted(name);
        return elements + """
                flush chain inet cloud in_%1$s
                flush chain inet cloud out_%1$s
                delete chain inet cloud in_%1$s
                delete chain inet cloud out_%1$s
                """.formatted(name);
    }

    /** Replaces the addresses of a security group. */
    static String members(String group, Collection<Inet4Address> members) {
        String name = set(group);
        String script = "add set inet cloud %1$s { type ipv4_addr; }\nflush set inet cloud %1$s\n".formatted(name);
        if (members.isEmpty()) {
            return script;
        }
        return script
                + "add element inet cloud %s { %s }\n"
                        .formatted(
                                name,
                                members.stream()
                                        .map(Inet4Address::getHostAddress)
                                        .collect(Collectors.joining(", ")));
    }

    /** Replaces the translation of public addresses. */
    static String addresses(Collection<Vpc.Translation> translations) {
        var script = new StringBuilder("""
                flush map ip address inward
                flush map ip address outward
                flush set inet cloud routed
                """);
        for (Vpc.Translation each : translations) {
            script.append("add element ip address outward { %s : %s }\n".formatted(each.inside(), each.outside()));
            script.append("add element inet cloud routed { %s }\n".formatted(each.inside()));
            if (each.inward()) {
                script.append("add element ip address inward { %s : %s }\n".formatted(each.outside(), each.inside()));
            }
        }
        return script.toString();
    }

    private static void declareGroup(StringBuilder script, TrafficRule rule) {
        if (rule.peer() instanceof TrafficRule.Peer.Group group) {
            script.append("add set inet cloud %s { type ipv4_addr; }\n".formatted(set(group.id())));
        }
    }

    private static String match(String direction, TrafficRule rule) {
        String peer =
                switch (rule.peer()) {
                    case TrafficRule.Peer.Block block -> block.cidr().prefix() == 0 ? "" : block.cidr() + " ";
                    case TrafficRule.Peer.Group group -> "@" + set(group.id()) + " ";
                };
        String address = peer.isEmpty() ? "" : "ip " + direction + " " + peer;
        return address
                + switch (rule.protocol()) {
                    case TrafficRule.ALL -> peer.isEmpty() ? "meta nfproto ipv4" : "";
                    case TrafficRule.TCP -> "tcp dport %d-%d".formatted(rule.from(), rule.to());
                    case TrafficRule.UDP -> "udp dport %d-%d".formatted(rule.from(), rule.to());
                    case TrafficRule.ICMP -> icmp(rule);
                    default -> "meta l4proto " + rule.protocol();
                };
    }

    private static String icmp(TrafficRule rule) {
        if (rule.from() < 0) {
            return "meta l4proto icmp";
        }
        return "icmp type " + rule.from() + (rule.to() < 0 ? "" : " icmp code " + rule.to());
    }
}
