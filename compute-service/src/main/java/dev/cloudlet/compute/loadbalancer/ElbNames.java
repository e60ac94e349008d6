package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.compute.Place;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names, ids and ARNs of Elastic Load Balancing. */
public final class ElbNames {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,32}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int ID_BYTES = 8;
    private static final long TEN_DIGITS = 9_000_000_000L;
    private static final long LEAST_OF_TEN_DIGITS = 1_000_000_000L;

    private ElbNames() {}

    /** Sixteen hexadecimal digits. */
    public static String randomId() {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    static String dnsName(Place place, String name, boolean internal) {
        long number = LEAST_OF_TEN_DIGITS + RANDOM.nextLong(TEN_DIGITS);
        String label = name + "-" + number + "." + place.region() + ".elb.";
        // An internal one is known to the name servers of VPCs only, and reached by nobody outside. The others lead to
        // the
        // gateway from outside: every name below localhost leads to this host, without any name server.
        return internal ? "internal-" + label + "amazonaws.com" : label + "localhost";
    }

    /** The ARN of a resource of Elastic Load Balancing, such as {@code targetgroup/name/id}. */
    public static String arn(Place place, String resource) {
        return "arn:aws:elasticloadbalancing:" + place.region() + ":" + place.account() + ":" + resource;
    }

    /** What comes after the kind in an ARN: {@code app/name/id} of {@code …:loadbalancer/app/name/id}. */
    public static String path(String arn) {
        return arn.substring(arn.indexOf('/') + 1);
    }

    /**
     * Refuses names that AWS does not take.
     *
     * @param kind {@code load balancer} or {@code target group}
     */
    public static void requireName(String kind, String name) {
        if (!NAME.matcher(name).matches()) {
            throw ElbError.VALIDATION_ERROR.of(
                    name.length() > 32
                            ? "The " + kind + " name '" + name + "' cannot be longer than '32' characters"
                            : "The " + kind + " name '" + name
                                    + "' can only contain characters that are alphanumeric characters and hyphens(-)");
        }
        if (name.startsWith("-") || name.endsWith("-")) {
            throw ElbError.VALIDATION_ERROR.of("The %s name '%s' cannot begin or end with a hyphen(-)", kind, name);
        }
    }
}
