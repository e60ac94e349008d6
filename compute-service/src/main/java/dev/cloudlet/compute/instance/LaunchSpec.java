package dev.cloudlet.compute.instance;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What instances are to be like, from a launch template, a request, or both.
 *
 * @param subnetId the subnet it names, empty when it leaves that to the caller
 * @param zone the zone it names, likewise
 * @param securityGroupIds empty for the VPC's default group
 * @param privateIp a certain address; only for a single instance
 * @param publicAddress whether to have a public address; empty for what the subnet says
 * @param userData base64, empty for none
 * @param profile name or ARN of an instance profile
 * @param tags by resource type: instance, volume, network-interface
 */
public record LaunchSpec(
        String imageId,
        String instanceType,
        Optional<String> subnetId,
        Optional<String> zone,
        List<String> securityGroupIds,
        Optional<String> privateIp,
        Optional<Boolean> publicAddress,
        Optional<String> keyName,
        String userData,
        Optional<String> profile,
        boolean terminationProtected,
        boolean shutdownTerminates,
        boolean detailedMonitoring,
        MetadataOptions metadata,
        Map<String, Map<String, String>> tags) {

    /** The same in a certain subnet, at a certain address. */
    LaunchSpec in(Optional<String> subnet, Optional<String> address) {
        return new LaunchSpec(
                imageId,
                instanceType,
                subnet,
                zone,
                securityGroupIds,
                address,
                publicAddress,
                keyName,
                userData,
                profile,
                terminationProtected,
                shutdownTerminates,
                detailedMonitoring,
                metadata,
                tags);
    }
}
