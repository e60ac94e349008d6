package dev.cloudlet.compute.vpc;

import dev.cloudlet.compute.Ec2Error;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.network.Cidr;

/** Address blocks as requests name them. */
final class Blocks {
    private Blocks() {}

    static Cidr parse(String text) {
        if (text.indexOf('/') > 0) {
            try {
                return Cidr.parse(text);
            } catch (SandboxException e) {
                throw malformed(text);
            }
        }
        throw malformed(text);
    }

    private static RuntimeException malformed(String text) {
        return Ec2Error.INVALID_PARAMETER_VALUE.of(
                "Value (%s) for parameter cidrBlock is invalid. This is not a valid CIDR block.", text);
    }
}
