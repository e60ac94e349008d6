package dev.cloudlet.kit.call;

import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.RequestHead;
import java.time.Instant;
import java.util.Map;

/**
 * One authenticated request, handed along unchanged: who calls, where, what, and when.
 *
 * @param id the request id that the client sees
 * @param account the account that the call works in: the caller's, 12 digits
 * @param region from the signature's scope, for example {@code us-east-1}
 * @param service the signing name, for example {@code ec2}
 * @param operation the AWS name, for example {@code RunInstances}
 * @param time the cloud's time at which the call arrived
 * @param permissions asks the policies of this caller
 */
public record Call(
        String id,
        String account,
        String region,
        Principal principal,
        String service,
        String operation,
        Instant time,
        String sourceIp,
        RequestHead head,
        Permissions permissions) {

    /**
     * Requires permission for one more action on one more resource.
     *
     * @throws dev.cloudlet.protocol.AwsException AccessDenied, in the service's own words
     */
    public void authorize(String action, String resourceArn) {
        permissions.require(action, resourceArn, Map.of());
    }

    /** As {@link #authorize(String, String)}, with condition keys of this resource or request. */
    public void authorize(String action, String resourceArn, Map<String, String> conditionKeys) {
        permissions.require(action, resourceArn, conditionKeys);
    }

    /** As {@link #authorize(String, String)}, with condition keys that may have several values. */
    public void authorize(String action, String resourceArn, ConditionContext conditionKeys) {
        permissions.require(action, resourceArn, conditionKeys);
    }

    /** Whether the caller might, without refusing: S3 answers 403 or 404 for a missing key depending on it. */
    public boolean allows(String action, String resourceArn) {
        return permissions.allows(action, resourceArn, Map.of());
    }

    /** As {@link #allows(String, String)}, with condition keys of this resource or request. */
    public boolean allows(String action, String resourceArn, Map<String, String> conditionKeys) {
        return permissions.allows(action, resourceArn, conditionKeys);
    }

    /** The ARN of a resource of this call's service, region and account. */
    public String arn(String resource) {
        return "arn:aws:" + service + ":" + region + ":" + account + ":" + resource;
    }
}
