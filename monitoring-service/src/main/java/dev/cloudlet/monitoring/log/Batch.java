package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;

import dev.cloudlet.monitoring.log.LogEvents.NewEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.RejectedLogEventsInfo;

/**
 * The events of one PutLogEvents, checked as its documentation says.
 *
 * @param tooOld how many of the first are older than 14 days
 * @param expired how many of the first are older than the group keeps events
 * @param tooNew the index of the first that is more than two hours ahead; the size if there is none
 */
record Batch(List<NewEvent> events, int tooOld, int expired, int tooNew) {
    private static final int MOST_BYTES = 1_048_576;
    private static final int MOST_EVENTS = 10_000;
    private static final long OLDEST = Duration.ofDays(14).toMillis();
    private static final long NEWEST = Duration.ofHours(2).toMillis();
    private static final long SPAN = Duration.ofHours(24).toMillis();

    static Batch of(List<InputLogEvent> given, LogGroup group, long now) {
        if (given.isEmpty() || given.size() > MOST_EVENTS) {
            throw INVALID_PARAMETER_EXCEPTION.of(
                    "1 validation error detected: Value at 'logEvents' failed to satisfy constraint: Member must have length between 1 and %d",
                    MOST_EVENTS);
        }
        List<NewEvent> events = given.stream().map(Batch::event).toList();
        requireSize(events);
        requireOrder(events);
        int tooOld = before(events, now - OLDEST);
        int expired = before(events, group.expired(now));
        return new Batch(events, tooOld, expired, before(events, now + NEWEST + 1));
    }

    private static NewEvent event(InputLogEvent event) {
        if (event.timestamp() == null || event.timestamp() < 0) {
            throw INVALID_PARAMETER_EXCEPTION.of("A log event needs a timestamp of 0 or more.");
        }
        if (event.message() == null || event.message().isEmpty()) {
            throw INVALID_PARAMETER_EXCEPTION.of("Log event message must not be empty.");
        }
        return new NewEvent(event.timestamp(), event.message().getBytes(StandardCharsets.UTF_8));
    }

    private static void requireSize(List<NewEvent> events) {
        long bytes = events.stream()
                .mapToLong(e -> e.message().length + LogEvent.OVERHEAD)
                .sum();
        if (bytes > MOST_BYTES) {
            throw INVALID_PARAMETER_EXCEPTION.of("Upload too large: %d bytes exceeds limit of %d", bytes, MOST_BYTES);
        }
    }

    private static void requireOrder(List<NewEvent> events) {
        for (int i = 1; i < events.size(); i++) {
            if (events.get(i).at() < events.get(i - 1).at()) {
                throw INVALID_PARAMETER_EXCEPTION.of(
                        "Log events in a single PutLogEvents request must be in chronological order.");
            }
        }
        if (events.getLast().at() - events.getFirst().at() > SPAN) {
            throw INVALID_PARAMETER_EXCEPTION.of(
                    "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
        }
    }

    private static int before(List<NewEvent> events, long time) {
        return (int) events.stream().takeWhile(e -> e.at() < time).count();
    }

    /** What is kept of it; perhaps nothing. */
    List<NewEvent> accepted() {
        int from = Math.max(tooOld, expired);
        return from >= tooNew ? List.of() : events.subList(from, tooNew);
    }

    boolean rejectsSome() {
        return accepted().size() < events.size();
    }

    RejectedLogEventsInfo rejected() {
        RejectedLogEventsInfo.Builder info = RejectedLogEventsInfo.builder();
        if (tooOld > 0) {
            info.tooOldLogEventEndIndex(tooOld);
        }
        if (expired > 0) {
            info.expiredLogEventEndIndex(expired);
        }
        if (tooNew < events.size()) {
            info.tooNewLogEventStartIndex(tooNew);
        }
        return info.build();
    }
}
