package dev.cloudlet.policy;

/** The parts of arn:partition:service::account:type/path/name. */
final class PrincipalArns {
    private PrincipalArns() {}

    static void require(String arn, String service, String resourcePrefix) {
        String[] parts = arn.split(":", 6);
        if (parts.length != 6
                || !parts[0].equals("arn")
                || !parts[2].equals(service)
                || !parts[5].startsWith(resourcePrefix)) {
            throw new IllegalArgumentException(arn + " is not an " + service + " ARN of " + resourcePrefix);
        }
    }

    static String partition(String arn) {
        return arn.substring(4, arn.indexOf(':', 4));
    }

    static String account(String arn) {
        int end = arn.indexOf(":", arn.indexOf("::") + 2);
        return arn.substring(arn.indexOf("::") + 2, end);
    }

    static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
