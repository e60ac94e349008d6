package dev.cloudlet.monitoring.trail;

import dev.cloudlet.kit.trail.TrailRecord;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One recorded call, with what is searched for taken out of the record.
 *
 * @param derivation how a policy refused it, or that none allowed it; null for other calls
 * @param record in CloudTrail's own form
 */
record TrailEvent(
        String id,
        String account,
        String region,
        Instant time,
        String name,
        String source,
        String requestId,
        String username,
        String accessKeyId,
        boolean readOnly,
        @Nullable JsonNode derivation,
        Set<TrailResource> resources,
        JsonNode record) {

    /** Reads a record as the services write it. */
    static TrailEvent of(JsonNode record) {
        String source = text(record, "eventSource");
        return new TrailEvent(
                text(record, "eventID"),
                text(record, "recipientAccountId"),
                text(record, "awsRegion"),
                Instant.parse(text(record, "eventTime")),
                text(record, "eventName"),
                source,
                record.path("requestID").asString(""),
                username(record.path("userIdentity")),
                record.path("userIdentity").path("accessKeyId").asString(""),
                record.path("readOnly").asBoolean(false),
                record.get(TrailRecord.DERIVATION),
                ResourceNames.of(source, record.path("requestParameters"), record.path("responseElements")),
                withoutDerivation(record));
    }

    private static JsonNode withoutDerivation(JsonNode record) {
        ObjectNode own = JsonNodeFactory.instance.objectNode();
        own.setAll((ObjectNode) record);
        own.remove(TrailRecord.DERIVATION);
        return own;
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
