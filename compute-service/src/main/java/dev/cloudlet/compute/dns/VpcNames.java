package dev.cloudlet.compute.dns;

import dev.cloudlet.compute.vpc.Eni;
import dev.cloudlet.compute.vpc.Enis;
import dev.cloudlet.compute.vpc.Vpc;
import dev.cloudlet.compute.vpc.Vpcs;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.sandbox.network.Cidr;
import dev.cloudlet.sandbox.network.Networks;
import java.net.Inet4Address;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The names that the cloud itself gives out, as AWS gives them.
 *
 * @see <a href="https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html">DNS attributes for your VPC</a>
 */
@Component
final class VpcNames implements Resolver.Names {
    private static final String OCTETS = "(\\d{1,3})-(\\d{1,3})-(\\d{1,3})-(\\d{1,3})";
    private static final Pattern PRIVATE = Pattern.compile("ip-" + OCTETS + "\\.(.+)");
    private static final Pattern INTERNAL = Pattern.compile("(?:.+\\.)?(?:ec2|compute)\\.internal");
    private static final Pattern PUBLIC =
            Pattern.compile("ec2-" + OCTETS + "\\.(?:compute-1|[a-z0-9-]+\\.compute)\\.amazonaws\\.com");
    private static final Pattern REVERSE =
            Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.in-addr\\.arpa");
    private static final Cidr LINK_LOCAL = Cidr.parse("169.254.0.0/16");
    private static final Inet4Address LOOPBACK = Cidr.addressOf("127.0.0.1");

    private final Vpcs vpcs;
    private final Enis enis;
    private final Networks networks;
    private final BalancerNames balancers;
    private final String endpoint;

    VpcNames(Vpcs vpcs, Enis enis, Networks networks, BalancerNames balancers, CloudletSettings settings) {
        this.vpcs = vpcs;
        this.enis = enis;
        this.networks = networks;
        this.balancers = balancers;
        this.endpoint = String.valueOf(settings.endpoint().getHost());
    }

    @Override
    public Found find(String vpcId, Query query) {
        Optional<Vpc> vpc = vpcs.find(vpcId).filter(Vpc::dnsSupport);
        if (vpc.isEmpty()) {
            return new Found.Off();
        }
        String name = query.name();
        if (name.equals("localhost")) {
            return new Found.Addresses(LOOPBACK);
        }
        return balancers.find(vpcId, name).orElseGet(() -> isEndpoint(name) ? endpoint() : find(vpc.get(), name));
    }

    private static Found endpoint() {
        return new Found.Addresses(Networks.ENDPOINT);
    }

    /** What a client on the host reaches the gateway by: {@code bucket.s3.localhost}, and the endpoint's own name if it has one. */
    private boolean isEndpoint(String name) {
        boolean named = endpoint.indexOf('.') > 0 && !endpoint.matches("[0-9.]+");
        return name.endsWith(".localhost") || (named && (name.equals(endpoint) || name.endsWith("." + endpoint)));
    }

    private Found find(Vpc vpc, String name) {
        Matcher ours = PRIVATE.matcher(name);
        if (ours.matches() && ours.group(5).equals(domain(vpc))) {
            return privateName(vpc, ours);
        }
        if (INTERNAL.matcher(name).matches()) {
            return new Found.Nothing();
        }
        Matcher outside = PUBLIC.matcher(name);
        if (outside.matches()) {
            return publicName(vpc, outside);
        }
        Matcher reverse = REVERSE.matcher(name);
        return reverse.matches() ? address(vpc, reverse) : new Found.Elsewhere();
    }

    private Found privateName(Vpc vpc, Matcher name) {
        return address(name, 1, 2, 3, 4)
                .filter(address -> vpc.dnsHostnames())
                .flatMap(address -> enis.at(vpc.id(), address.getHostAddress()))
                .<Found>map(eni -> new Found.Addresses(eni.inetAddress()))
                .orElseGet(Found.Nothing::new);
    }

    /** From inside its VPC a public name leads to the private address, so that the traffic stays there. */
    private Found publicName(Vpc vpc, Matcher name) {
        Optional<Inet4Address> address = address(name, 1, 2, 3, 4);
        if (address.isEmpty() || !networks.publicPool().contains(address.get())) {
            return new Found.Elsewhere();
        }
        Optional<Eni> eni = enis.withPublicAddress(address.get().getHostAddress())
                .filter(found ->
                        vpcs.find(found.vpcId()).filter(Vpc::dnsHostnames).isPresent());
        return eni.<Found>map(found ->
                        new Found.Addresses(found.vpcId().equals(vpc.id()) ? found.inetAddress() : address.get()))
                .orElseGet(Found.Nothing::new);
    }

    private Found address(Vpc vpc, Matcher reverse) {
        Optional<Inet4Address> address = address(reverse, 4, 3, 2, 1);
        if (address.isEmpty() || LINK_LOCAL.contains(address.get())) {
            return new Found.Nothing();
        }
        if (!vpc.cidr().contains(address.get())) {
            return new Found.Elsewhere();
        }
        String dotted = address.get().getHostAddress();
        return enis.at(vpc.id(), dotted)
                .filter(eni -> vpc.dnsHostnames())
                .<Found>map(eni -> new Found.Name("ip-" + dotted.replace('.', '-') + "." + domain(vpc)))
                .orElseGet(Found.Nothing::new);
    }

    private static String domain(Vpc vpc) {
        String region = vpc.place().region();
        return region.equals("us-east-1") ? "ec2.internal" : region + ".compute.internal";
    }

    private static Optional<Inet4Address> address(Matcher octets, int... groups) {
        StringBuilder dotted = new StringBuilder();
        for (int group : groups) {
            String octet = octets.group(group);
            if (Integer.parseInt(octet) > 255 || (octet.length() > 1 && octet.startsWith("0"))) {
                return Optional.empty();
            }
            dotted.append(dotted.isEmpty() ? "" : ".").append(octet);
        }
        return Optional.of(Cidr.addressOf(dotted.toString()));
    }
}
