package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;

/** PutLogEvents and GetLogEvents. */
@AwsOperations
class LogEventOperations {
    private static final int PAGE_BYTES = 1 << 20;
    private static final int PAGE = 10_000;
    private static final Pattern TOKEN = Pattern.compile("([fb])/(\\d{56})/s");

    private final LogEvents events;
    private final LogTargets targets;

    LogEventOperations(LogEvents events, LogTargets targets) {
        this.events = events;
        this.targets = targets;
    }

    @Authorize(action = "logs:PutLogEvents", resource = LogTargets.STREAM)
    PutLogEventsResponse putLogEvents(Call call, PutLogEventsRequest request) {
        LogGroup group = targets.group(call, request.logGroupName());
        LogStream stream = targets.stream(group, request.logStreamName());
        long now = call.time().toEpochMilli();
        Batch batch = Batch.of(request.logEvents(), group, now);
        if (!batch.accepted().isEmpty() && !events.add(group, stream, batch.accepted(), now)) {
            throw LogTargets.noStream();
        }
        return PutLogEventsResponse.builder()
                .nextSequenceToken(new EventPosition(now, stream.id()).digits())
                .rejectedLogEventsInfo(batch.rejectsSome() ? batch.rejected() : null)
                .build();
    }

    /** A token says where to go on: forward from what follows the events seen, or backward from what precedes them. */
    private record Token(boolean forward, EventPosition at) {
        static @Nullable Token parse(@Nullable String text) {
            if (text == null) {
                return null;
            }
            Matcher m = TOKEN.matcher(text);
            EventPosition at = m.matches() ? EventPosition.parse(m.group(2)) : null;
            if (at == null) {
                throw INVALID_PARAMETER_EXCEPTION.of("The specified nextToken is invalid.");
            }
            return new Token(m.group(1).equals("f"), at);
        }

        static String forward(EventPosition at) {
            return "f/" + at.digits() + "/s";
        }

        static String backward(EventPosition at) {
            return "b/" + at.digits() + "/s";
        }
    }

    @AuthorizedInCode(actions = "logs:GetLogEvents", because = "the group is named by one of two members")
    GetLogEventsResponse getLogEvents(Call call, GetLogEventsRequest request) {
        LogGroup group = targets.authorized(
                call,
                "logs:GetLogEvents",
                request.logGroupName(),
                request.logGroupIdentifier(),
                request.logStreamName());
        LogStream stream = targets.stream(group, request.logStreamName());
        Token token = Token.parse(request.nextToken());
        boolean oldestFirst = token == null ? Boolean.TRUE.equals(request.startFromHead()) : token.forward();
        long kept = group.expired(call.time().toEpochMilli());
        long start = Math.max(0, Math.max(kept, request.startTime() == null ? 0 : request.startTime()));
        EventPosition from = new EventPosition(start, 0);
        EventPosition to = request.endTime() == null ? EventPosition.END : new EventPosition(request.endTime(), 0);
        EventPosition first = token != null && token.forward() && token.at().compareTo(from) > 0 ? token.at() : from;
        EventPosition last = token != null && !token.forward() && token.at().compareTo(to) < 0 ? token.at() : to;
        List<LogEvent> found = page(
                events.ofStream(stream, first, last, oldestFirst, request.limit() == null ? PAGE : request.limit()));
        List<LogEvent> inOrder = oldestFirst ? found : found.reversed();
        EventPosition nothing = token == null ? from : token.at();
        return GetLogEventsResponse.builder()
                .events(inOrder.stream().map(LogEventOperations::answer).toList())
                .nextForwardToken(Token.forward(
                        inOrder.isEmpty()
                                ? nothing
                                : inOrder.getLast().position().next()))
                .nextBackwardToken(Token.backward(
                        inOrder.isEmpty() ? nothing : inOrder.getFirst().position()))
                .build();
    }

    /** As many of the events as fit into a page of one mebibyte. */
    static List<LogEvent> page(List<LogEvent> events) {
        long bytes = 0;
        for (int i = 0; i < events.size(); i++) {
            bytes += events.get(i).message().getBytes(StandardCharsets.UTF_8).length + LogEvent.OVERHEAD;
            if (bytes > PAGE_BYTES && i > 0) {
                return events.subList(0, i);
            }
        }
        return events;
    }

    private static OutputLogEvent answer(LogEvent event) {
        return OutputLogEvent.builder()
                .timestamp(event.position().at())
                .message(event.message())
                .ingestionTime(event.ingestedAt())
                .build();
    }
}
