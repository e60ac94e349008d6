package dev.cloudlet.monitoring.trail;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One recorded call, with what is searched for taken out of the record.
 *
 * @param decision which statement refused it, or that none allowed it; null for calls that were not refused by a policy
 */
record TrailEvent(
        String id,
        String account,
        String region,
        Instant time,
        String name,
        String source,
        String username,
        String accessKeyId,
        boolean readOnly,
        @Nullable String decision,
        Set<TrailResource> resources,
        JsonNode record) {

    /** Reads a record in CloudTrail's own form. */
    static TrailEvent of(JsonNode record) {
        String source = text(record, "eventSource");
        String decision = record.path("additionalEventData").path("decision").asString("");
        return new TrailEvent(
                text(record, "eventID"),
                text(record, "recipientAccountId"),
                text(record, "awsRegion"),
                Instant.parse(text(record, "eventTime")),
                text(record, "eventName"),
                source,
                username(record.path("userIdentity")),
                record.path("userIdentity").path("accessKeyId").asString(""),
                record.path("readOnly").asBoolean(false),
                decision.isEmpty() ? null : decision,
                ResourceNames.of(source, record.path("requestParameters"), record.path("responseElements")),
                record);
    }

    private static String text(JsonNode record, String member) {
        String text = record.path(member).asString("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a trail record has no " + member);
        }
        return text;
    }

    /** The name that LookupEvents shows: the user's, the role session's, root's or the service's. */
    private static String username(JsonNode identity) {
        return switch (identity.path("type").asString("")) {
            case "Root" -> "root";
            case "IAMUser" -> identity.path("userName").asString("");
            case "AWSService" -> identity.path("invokedBy").asString("");
            default -> {
                String arn = identity.path("arn").asString("");
                yield arn.substring(arn.lastIndexOf('/') + 1);
            }
        };
    }
}
