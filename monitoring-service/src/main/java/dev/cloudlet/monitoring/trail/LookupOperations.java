package dev.cloudlet.monitoring.trail;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_EVENT_CATEGORY_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_LOOKUP_ATTRIBUTES_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_NEXT_TOKEN_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.INVALID_TIME_RANGE_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.NOT_IMPLEMENTED;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.EventCategory;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.cloudtrail.model.Resource;
import tools.jackson.databind.JsonNode;

/** LookupEvents. */
@AwsOperations
class LookupOperations {
    private static final int PAGE = 50;

    private final TrailEvents events;

    LookupOperations(TrailEvents events) {
        this.events = events;
    }

    @Authorize(action = "cloudtrail:LookupEvents")
    LookupEventsResponse lookupEvents(Call call, LookupEventsRequest request) {
        if (request.eventCategory() == EventCategory.INSIGHT) {
            throw NOT_IMPLEMENTED.of("CloudTrail Insights events are not implemented by this cloud.");
        }
        if (request.eventCategory() != null) {
            throw INVALID_EVENT_CATEGORY_EXCEPTION.of("The event category is not valid.");
        }
        Instant start = request.startTime();
        Instant end = request.endTime();
        if (start != null && end != null && start.isAfter(end)) {
            throw INVALID_TIME_RANGE_EXCEPTION.of("Invalid time range: the start time is after the end time.");
        }
        int most = request.maxResults() == null ? PAGE : request.maxResults();
        List<TrailEvents.Found> found = events.lookup(
                call.account(),
                call.region(),
                attribute(request.lookupAttributes()),
                start,
                end,
                position(request.nextToken()),
                most + 1);
        List<TrailEvents.Found> page = found.subList(0, Math.min(most, found.size()));
        return LookupEventsResponse.builder()
                .events(page.stream().map(LookupOperations::answer).toList())
                .nextToken(found.size() > most ? token(page.getLast().position()) : null)
                .build();
    }

    private static @Nullable Attribute attribute(List<LookupAttribute> given) {
        if (given.isEmpty()) {
            return null;
        }
        if (given.size() > 1) {
            throw INVALID_LOOKUP_ATTRIBUTES_EXCEPTION.of("You can specify only one lookup attribute.");
        }
        String key = given.getFirst().attributeKeyAsString();
        String value = given.getFirst().attributeValue();
        for (Attribute.Kind kind : Attribute.Kind.values()) {
            if (kind.text().equals(key) && value != null && !value.isEmpty() && value.indexOf('\0') < 0) {
                return new Attribute(kind, value);
            }
        }
        throw INVALID_LOOKUP_ATTRIBUTES_EXCEPTION.of("The lookup attribute %s is not valid.", String.valueOf(key));
    }

    private static String token(TrailEvents.Position last) {
        return PageToken.of(last.at().toString(), last.number());
    }

    private static TrailEvents.@Nullable Position position(@Nullable String token) {
        List<String> parts = PageToken.parts(token, 2, INVALID_NEXT_TOKEN_EXCEPTION::badToken);
        if (parts.isEmpty()) {
            return null;
        }
        try {
            return new TrailEvents.Position(
                    Instant.parse(parts.get(0)),
                    PageToken.number(parts.get(1), INVALID_NEXT_TOKEN_EXCEPTION::badToken));
        } catch (DateTimeException e) {
            throw INVALID_NEXT_TOKEN_EXCEPTION.of("The specified nextToken is invalid.");
        }
    }

    private static Event answer(TrailEvents.Found found) {
        JsonNode record = found.record();
        return Event.builder()
                .eventId(record.path("eventID").asString(""))
                .eventName(record.path("eventName").asString(""))
                .readOnly(String.valueOf(record.path("readOnly").asBoolean(false)))
                .accessKeyId(record.path("userIdentity").path("accessKeyId").asString(""))
                .eventTime(found.position().at())
                .eventSource(record.path("eventSource").asString(""))
                .username(found.username())
                .resources(found.resources().stream()
                        .map(r -> Resource.builder()
                                .resourceType(r.type())
                                .resourceName(r.name())
                                .build())
                        .toList())
                .cloudTrailEvent(record.toString())
                .build();
    }
}
