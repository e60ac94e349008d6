package dev.cloudlet.monitoring.log;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_EXCEPTION;
import static dev.cloudlet.monitoring.MonitoringError.RESOURCE_ALREADY_EXISTS_EXCEPTION;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.PageToken;
import java.util.List;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogStreamResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.OrderBy;

/** Operations on log streams. */
@AwsOperations
class LogStreamOperations {
    private static final int PAGE = 50;

    private final LogStreams streams;
    private final LogTargets targets;

    LogStreamOperations(LogStreams streams, LogTargets targets) {
        this.streams = streams;
        this.targets = targets;
    }

    @Authorize(action = "logs:CreateLogStream", resource = LogTargets.STREAM)
    CreateLogStreamResponse createLogStream(Call call, CreateLogStreamRequest request) {
        LogTargets.requireStreamName(request.logStreamName());
        LogGroup group = targets.group(call, request.logGroupName());
        if (!streams.create(group, request.logStreamName(), call.time().toEpochMilli())) {
            throw RESOURCE_ALREADY_EXISTS_EXCEPTION.of("The specified log stream already exists");
        }
        return CreateLogStreamResponse.builder().build();
    }

    @Authorize(action = "logs:DeleteLogStream", resource = LogTargets.STREAM)
    DeleteLogStreamResponse deleteLogStream(Call call, DeleteLogStreamRequest request) {
        streams.delete(targets.stream(targets.group(call, request.logGroupName()), request.logStreamName()));
        return DeleteLogStreamResponse.builder().build();
    }

    @AuthorizedInCode(actions = "logs:DescribeLogStreams", because = "the group is named by one of two members")
    DescribeLogStreamsResponse describeLogStreams(Call call, DescribeLogStreamsRequest request) {
        LogGroup group = targets.authorized(
                call, "logs:DescribeLogStreams", request.logGroupName(), request.logGroupIdentifier(), null);
        boolean byTime = request.orderBy() == OrderBy.LAST_EVENT_TIME;
        if (byTime && request.logStreamNamePrefix() != null) {
            throw INVALID_PARAMETER_EXCEPTION.of("Cannot order by LastEventTime with a logStreamNamePrefix.");
        }
        LogTargets.requireStreamName(request.logStreamNamePrefix());
        List<String> parts = PageToken.parts(request.nextToken(), 2, INVALID_PARAMETER_EXCEPTION::badToken);
        LogStreams.Position after = parts.isEmpty()
                ? null
                : new LogStreams.Position(
                        PageToken.number(parts.get(0), INVALID_PARAMETER_EXCEPTION::badToken), parts.get(1));
        boolean descending = Boolean.TRUE.equals(request.descending());
        int most = request.limit() == null ? PAGE : request.limit();
        List<LogStream> found = byTime
                ? streams.byLastEvent(group, descending, after, most + 1)
                : streams.byName(group, request.logStreamNamePrefix(), descending, after, most + 1);
        List<LogStream> page = found.subList(0, Math.min(most, found.size()));
        return DescribeLogStreamsResponse.builder()
                .logStreams(page.stream().map(s -> answer(group, s)).toList())
                .nextToken(found.size() > most ? token(page.getLast()) : null)
                .build();
    }

    private static String token(LogStream last) {
        return PageToken.of(last.lastAt() == null ? 0 : last.lastAt(), last.name());
    }

    private static software.amazon.awssdk.services.cloudwatchlogs.model.LogStream answer(
            LogGroup group, LogStream stream) {
        return software.amazon.awssdk.services.cloudwatchlogs.model.LogStream.builder()
                .logStreamName(stream.name())
                .creationTime(stream.createdAt())
                .firstEventTimestamp(stream.firstAt())
                .lastEventTimestamp(stream.lastAt())
                .lastIngestionTime(stream.ingestedAt())
                .uploadSequenceToken(new EventPosition(stream.createdAt(), stream.id()).digits())
                .arn(group.arn() + ":log-stream:" + stream.name())
                .build();
    }
}
