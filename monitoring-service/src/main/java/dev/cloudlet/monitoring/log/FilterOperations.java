package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.NOT_IMPLEMENTED;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import dev.cloudlet.monitoring.log.pattern.FilterPattern;
import dev.cloudlet.monitoring.log.pattern.InvalidPatternException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.MetricFilterMatchRecord;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TestMetricFilterResponse;
import tools.jackson.databind.json.JsonMapper;

/** FilterLogEvents and TestMetricFilter. */
@AwsOperations
class FilterOperations {
    private static final int PAGE = 10_000;
    private static final int BATCH = 2_000;
    /** One call looks at no more events than this; its token then goes on from there, perhaps after an empty page, as on AWS. */
    private static final int MOST_SEARCHED = 50_000;

    private static final int MOST_STREAMS = 100_000;
    private static final int PAGE_BYTES = 1 << 20;

    private final LogEvents events;
    private final LogStreams streams;
    private final LogTargets targets;
    private final JsonMapper json;

    FilterOperations(LogEvents events, LogStreams streams, LogTargets targets, JsonMapper json) {
        this.events = events;
        this.streams = streams;
        this.targets = targets;
        this.json = json;
    }

    @AuthorizedInCode(actions = "logs:FilterLogEvents", because = "the group is named by one of two members")
    FilterLogEventsResponse filterLogEvents(Call call, FilterLogEventsRequest request) {
        LogGroup group = targets.authorized(
                call, "logs:FilterLogEvents", request.logGroupName(), request.logGroupIdentifier(), null);
        FilterPattern pattern = pattern(request.filterPattern());
        List<Long> among = among(group, request);
        long kept = group.expired(call.time().toEpochMilli());
        long start = Math.max(0, Math.max(kept, request.startTime() == null ? 0 : request.startTime()));
        // The end is inclusive here, and exclusive in GetLogEvents: so AWS documents them.
        EventPosition to = request.endTime() == null || request.endTime() == Long.MAX_VALUE
                ? EventPosition.END
                : new EventPosition(request.endTime() + 1, 0);
        Found found = search(
                group,
                among,
                pattern,
                from(request.nextToken(), start),
                to,
                request.limit() == null ? PAGE : request.limit());
        Map<Long, String> names =
                streams.names(found.events().stream().map(LogEvent::stream).collect(Collectors.toSet()));
        return FilterLogEventsResponse.builder()
                .events(found.events().stream()
                        .filter(e -> names.containsKey(e.stream()))
                        .map(e -> answer(e, names))
                        .toList())
                .searchedLogStreams(List.of())
                .nextToken(
                        found.next() == null ? null : PageToken.of(found.next().digits()))
                .build();
    }

    private record Found(List<LogEvent> events, @Nullable EventPosition next) {}

    private Found search(
            LogGroup group,
            @Nullable List<Long> among,
            FilterPattern pattern,
            EventPosition from,
            EventPosition to,
            int limit) {
        List<LogEvent> matching = new ArrayList<>();
        EventPosition at = from;
        long bytes = 0;
        for (int searched = 0; searched < MOST_SEARCHED; searched += BATCH) {
            List<LogEvent> batch = events.ofGroup(group, among, at, to, BATCH);
            for (LogEvent event : batch) {
                at = event.position().next();
                if (pattern.matches(event.message())) {
                    matching.add(event);
                    bytes += event.message().length() + LogEvent.OVERHEAD;
                    if (matching.size() == limit || bytes >= PAGE_BYTES) {
                        return new Found(matching, at);
                    }
                }
            }
            if (batch.size() < BATCH) {
                return new Found(matching, null);
            }
        }
        return new Found(matching, at);
    }

    private @Nullable List<Long> among(LogGroup group, FilterLogEventsRequest request) {
        if (request.hasLogStreamNames() && request.logStreamNamePrefix() != null) {
            throw INVALID_PARAMETER_EXCEPTION.of("logStreamNamePrefix and logStreamNames are mutually exclusive.");
        }
        if (request.hasLogStreamNames()) {
            request.logStreamNames().forEach(LogTargets::requireStreamName);
            List<String> names = request.logStreamNames().stream().distinct().toList();
            List<LogStream> found = streams.findAll(group, names);
            if (found.size() < names.size()) {
                throw LogTargets.noStream();
            }
            return found.stream().map(LogStream::id).toList();
        }
        if (request.logStreamNamePrefix() != null) {
            LogTargets.requireStreamName(request.logStreamNamePrefix());
            return streams.byName(group, request.logStreamNamePrefix(), false, null, MOST_STREAMS).stream()
                    .map(LogStream::id)
                    .toList();
        }
        return null;
    }

    private static EventPosition from(@Nullable String token, long start) {
        List<String> parts = PageToken.parts(token, 1, INVALID_PARAMETER_EXCEPTION::badToken);
        EventPosition from = new EventPosition(start, 0);
        if (parts.isEmpty()) {
            return from;
        }
        EventPosition at = EventPosition.parse(parts.getFirst());
        if (at == null) {
            throw INVALID_PARAMETER_EXCEPTION.of("The specified nextToken is invalid.");
        }
        return at.compareTo(from) > 0 ? at : from;
    }

    private FilterPattern pattern(@Nullable String text) {
        try {
            return FilterPattern.parse(text, json);
        } catch (InvalidPatternException e) {
            if (e.notSupported()) {
                throw NOT_IMPLEMENTED.of("This cloud does not implement %s.", e.words());
            }
            throw INVALID_PARAMETER_EXCEPTION.of("Invalid filter pattern: %s", e.words());
        }
    }

    private static FilteredLogEvent answer(LogEvent event, Map<Long, String> names) {
        return FilteredLogEvent.builder()
                .logStreamName(names.get(event.stream()))
                .timestamp(event.position().at())
                .message(event.message())
                .ingestionTime(event.ingestedAt())
                .eventId(event.position().digits())
                .build();
    }

    @Authorize(action = "logs:TestMetricFilter")
    TestMetricFilterResponse testMetricFilter(Call call, TestMetricFilterRequest request) {
        FilterPattern pattern = pattern(request.filterPattern());
        List<MetricFilterMatchRecord> matches = new ArrayList<>();
        for (int i = 0; i < request.logEventMessages().size(); i++) {
            String message = request.logEventMessages().get(i);
            if (pattern.matches(message)) {
                matches.add(MetricFilterMatchRecord.builder()
                        .eventNumber((long) i + 1)
                        .eventMessage(message)
                        .extractedValues(pattern.extract(message))
                        .build());
            }
        }
        return TestMetricFilterResponse.builder().matches(matches).build();
    }
}
