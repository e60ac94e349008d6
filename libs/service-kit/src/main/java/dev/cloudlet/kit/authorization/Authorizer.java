package dev.cloudlet.kit.authorization;

import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.RequestHead;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Prepares what a call may be asked about, and asks for what its operation declares. */
public final class Authorizer {
    private final List<ResourcePolicies> resources;

    public Authorizer(List<ResourcePolicies> resources) {
        this.resources = List.copyOf(resources);
    }

    /** The permissions of one call, with the condition keys that every request has. */
    public CallPermissions permissions(
            Principal principal,
            PolicySet policies,
            String service,
            String region,
            RequestHead head,
            String sourceIp,
            @Nullable Instant issued,
            @Nullable Instant mfa,
            Map<String, String> signatureKeys,
            Instant time,
            SdkPojo request) {
        ConditionContext.Builder keys = ConditionContext.builder()
                .put("aws:SourceIp", sourceIp)
                .put("aws:CurrentTime", time.truncatedTo(ChronoUnit.SECONDS).toString())
                .put("aws:EpochTime", Long.toString(time.getEpochSecond()))
                .put("aws:SecureTransport", "false")
                .put("aws:RequestedRegion", region)
                .put("aws:ViaAWSService", "false");
        signatureKeys.forEach((key, value) -> keys.put(key, value));
        String agent = head.first("user-agent");
        if (agent != null) {
            keys.put("aws:UserAgent", agent);
        }
        String referer = head.first("referer");
        if (referer != null) {
            keys.put("aws:Referer", referer);
        }
        if (issued != null) {
            keys.put("aws:MultiFactorAuthPresent", Boolean.toString(mfa != null));
            keys.put(
                    "aws:TokenIssueTime", issued.truncatedTo(ChronoUnit.SECONDS).toString());
        }
        if (mfa != null) {
            keys.put(
                    "aws:MultiFactorAuthAge",
                    Long.toString(Duration.between(mfa, time).toSeconds()));
        }
        Map<String, String> tags = RequestTags.of(request);
        if (!tags.isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(tags.keySet()));
            tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        }
        return new CallPermissions(principal, policies, keys.build(), resources, service);
    }

    /** Requires every declaration, for every resource that the request names. */
    public void require(
            List<Requirement> requirements,
            CallPermissions permissions,
            String account,
            String region,
            SdkPojo request) {
        for (Requirement requirement : requirements) {
            Map<String, String> keys = new HashMap<>(requirement.conditionKeys(request));
            for (String arn : requirement.resource().resolve(account, region, request)) {
                permissions.require(requirement, arn, keys);
            }
        }
    }
}
