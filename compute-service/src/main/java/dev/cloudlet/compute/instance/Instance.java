package dev.cloudlet.compute.instance;

import dev.cloudlet.compute.Place;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as it is now.
 *
 * @param requester the AWS service that launched it, such as {@code autoscaling}; empty for a user's
 * @param since when it came into its present state
 * @param transitionReason EC2's words on its last transition, empty when there are none
 * @param impaired whether its status checks fail although it should run
 */
public record Instance(
        Place place,
        String id,
        String reservationId,
        int launchIndex,
        Optional<String> requester,
        InstanceState state,
        Instant since,
        String transitionReason,
        Optional<StateReason> stateReason,
        Location at,
        Launch launch,
        Instant launched,
        Life life,
        boolean impaired,
        Map<String, String> tags) {

    /** Why it is in its state, as in {@code Client.UserInitiatedShutdown}. */
    public record StateReason(String code, String message) {}

    /**
     * Where in the network it is.
     *
     * @param privateIp dotted
     * @param publicIp while it runs, if it has one
     */
    public record Location(
            String zone,
            String subnetId,
            String vpcId,
            String networkInterfaceId,
            String privateIp,
            Optional<String> publicIp,
            List<String> securityGroupIds) {}

    /**
     * What it was launched with.
     *
     * @param userData base64, empty for none
     * @param shutdownTerminates whether shutting down from within terminates it, rather than stops it
     * @param clientToken of the request, empty for none
     */
    public record Launch(
            String imageId,
            String instanceType,
            Optional<String> keyName,
            Optional<Profile> profile,
            String userData,
            boolean terminationProtected,
            boolean shutdownTerminates,
            boolean detailedMonitoring,
            boolean publicWanted,
            MetadataOptions metadata,
            Optional<String> clientToken) {

        Launch with(MetadataOptions options) {
            return new Launch(
                    imageId,
                    instanceType,
                    keyName,
                    profile,
                    userData,
                    terminationProtected,
                    shutdownTerminates,
                    detailedMonitoring,
                    publicWanted,
                    options,
                    clientToken);
        }
    }

    /** An instance profile of IAM. */
    public record Profile(String arn, String id) {}

    /**
     * How its machine is kept in step.
     *
     * @param made whether a machine was ever made for it
     */
    record Life(boolean made, int rebootsWanted, int rebootsDone) {}

    Instance with(Launch changed, List<String> groupIds) {
        return new Instance(
                place,
                id,
                reservationId,
                launchIndex,
                requester,
                state,
                since,
                transitionReason,
                stateReason,
                new Location(
                        at.zone(),
                        at.subnetId(),
                        at.vpcId(),
                        at.networkInterfaceId(),
                        at.privateIp(),
                        at.publicIp(),
                        groupIds),
                changed,
                launched,
                life,
                impaired,
                tags);
    }

    public String account() {
        return place.account();
    }

    public String region() {
        return place.region();
    }

    public String zone() {
        return at.zone();
    }

    public String subnetId() {
        return at.subnetId();
    }

    public String vpcId() {
        return at.vpcId();
    }

    public String privateIp() {
        return at.privateIp();
    }

    public String networkInterfaceId() {
        return at.networkInterfaceId();
    }

    public List<String> securityGroupIds() {
        return at.securityGroupIds();
    }

    /** Running, with its status checks passed: fit to serve. */
    public boolean isHealthy() {
        return state == InstanceState.RUNNING && !impaired;
    }

    /** Its ARN. */
    public String arn() {
        return place.ec2Arn("instance/" + id);
    }

    /** The name that its VPC's name server would have for it. */
    public String privateDnsName() {
        String domain = place.region().equals("us-east-1") ? "ec2.internal" : place.region() + ".compute.internal";
        return "ip-" + at.privateIp().replace('.', '-') + "." + domain;
    }

    /** The name of its public address, empty when it has none. */
    public String publicDnsName() {
        String domain = place.region().equals("us-east-1")
                ? "compute-1.amazonaws.com"
                : place.region() + ".compute.amazonaws.com";
        return at.publicIp()
                .map(address -> "ec2-" + address.replace('.', '-') + "." + domain)
                .orElse("");
    }
}
