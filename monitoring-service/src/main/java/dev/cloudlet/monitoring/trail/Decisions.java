package dev.cloudlet.monitoring.trail;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Who was refused, and by which statement: the answer of the internal operation {@code decisions}, newest first. */
record Decisions(List<Decision> decisions) {
    static final String OPERATION = "decisions";

    /** @param limit how many at most, up to 1,000 */
    record Question(String account, int limit) {}

    /**
     * One refusal.
     *
     * @param decision the action, the resource, and the statement that refused it or that none allowed it
     */
    record Decision(
            String time,
            String eventId,
            String requestId,
            String region,
            String principal,
            String accessKeyId,
            String service,
            String operation,
            String errorCode,
            String errorMessage,
            String decision) {

        static Decision of(JsonNode record) {
            JsonNode identity = record.path("userIdentity");
            String source = record.path("eventSource").asString("");
            return new Decision(
                    record.path("eventTime").asString(""),
                    record.path("eventID").asString(""),
                    record.path("requestID").asString(""),
                    record.path("awsRegion").asString(""),
                    identity.path("arn").asString(""),
                    identity.path("accessKeyId").asString(""),
                    source.substring(0, Math.max(0, source.indexOf('.'))),
                    record.path("eventName").asString(""),
                    record.path("errorCode").asString(""),
                    record.path("errorMessage").asString(""),
                    record.path("additionalEventData").path("decision").asString(""));
        }
    }
}
