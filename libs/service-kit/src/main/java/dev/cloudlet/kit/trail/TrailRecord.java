package dev.cloudlet.kit.trail;

import dev.cloudlet.kit.authorization.Derivation;
import dev.cloudlet.policy.Principal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One call as CloudTrail writes it down.
 *
 * @param error null for a call that succeeded
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html">Record contents</a>
 */
public record TrailRecord(
        Instant time,
        String requestId,
        String account,
        String region,
        Principal principal,
        String accessKeyId,
        String service,
        String operation,
        String sourceIp,
        @Nullable String userAgent,
        boolean readOnly,
        @Nullable JsonNode request,
        @Nullable JsonNode response,
        @Nullable Failure error) {

    /** The member beside CloudTrail's own that holds the derivation of a refusal; monitoring-service takes it out. */
    public static final String DERIVATION = "derivation";

    /** The outbox topic of these records. */
    public static final String TOPIC = "trail";

    /**
     * @param refusal for what a policy refused, how: for the owner of the account, never sent to the caller
     */
    public record Failure(
            String code, String message, @Nullable Derivation refusal) {}

    ObjectNode json(JsonMapper json) {
        ObjectNode node = json.createObjectNode();
        node.put("eventVersion", "1.11");
        node.set("userIdentity", identity(json));
        node.put("eventTime", time.toString());
        node.put("eventSource", service + ".amazonaws.com");
        node.put("eventName", operation);
        node.put("awsRegion", region);
        node.put("sourceIPAddress", sourceIp);
        node.put("userAgent", userAgent);
        if (error != null) {
            node.put("errorCode", error.code());
            node.put("errorMessage", error.message());
            if (error.refusal() != null) {
                node.putObject("additionalEventData")
                        .put("decision", error.refusal().summary());
                node.set(DERIVATION, json.valueToTree(error.refusal()));
            }
        }
        node.set("requestParameters", request);
        node.set("responseElements", response);
        node.put("requestID", requestId);
        node.put("eventID", UUID.randomUUID().toString());
        node.put("readOnly", readOnly);
        node.put("eventType", "AwsApiCall");
        node.put("managementEvent", true);
        node.put("recipientAccountId", account);
        node.put("eventCategory", "Management");
        return node;
    }

    private ObjectNode identity(JsonMapper json) {
        ObjectNode identity = json.createObjectNode();
        switch (principal) {
            case Principal.AccountRoot root -> identity.put("type", "Root");
            case Principal.User user -> identity.put("type", "IAMUser").put("userName", user.userName());
            case Principal.RoleSession session -> {
                identity.put("type", "AssumedRole");
                identity.putObject("sessionContext")
                        .putObject("sessionIssuer")
                        .put("type", "Role")
                        .put("principalId", session.roleId())
                        .put("arn", session.roleArn())
                        .put("accountId", session.accountId())
                        .put("userName", session.roleName());
            }
            case Principal.FederatedUser user -> identity.put("type", "FederatedUser");
            case Principal.FederatedIdentity web -> identity.put("type", "WebIdentityUser");
            case Principal.Service host -> identity.put("type", "AWSService").put("invokedBy", host.host());
            case Principal.Anonymous nobody -> identity.put("type", "AWSAccount");
        }
        return identity.put("principalId", principal.userId())
                .put("arn", principal.arn())
                .put("accountId", principal.accountId())
                .put("accessKeyId", accessKeyId);
    }
}
