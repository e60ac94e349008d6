package dev.cloudlet.build.run;

import dev.cloudlet.kit.role.RoleClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

/** Brings what a build prints to CloudWatch Logs as it comes, as the build's role. */
@Component
class LogShipper {
    private static final int MOST_EVENTS = 5_000;
    private static final int MOST_LINE = 200_000;

    private final RoleClients clients;
    private final Clock clock;

    LogShipper(RoleClients clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** Makes the group and the stream; a role that may not is why the build fails. */
    void open(BuildRow row) {
        if (disabled(row)) {
            return;
        }
        try (CloudWatchLogsClient logs = logs(row)) {
            String group = row.build().logs().groupName();
            String stream = row.build().logs().streamName();
            try {
                createStream(logs, group, stream);
            } catch (ResourceNotFoundException noGroup) {
                createGroup(logs, group);
                createStream(logs, group, stream);
            }
        } catch (SdkException e) {
            throw new BuildFailure(
                    "ACCESS_DENIED",
                    "Service role " + row.build().serviceRole()
                            + " does not allow AWS CodeBuild to create Amazon CloudWatch Logs log streams for build "
                            + row.build().arn() + ". Error message: " + e.getMessage());
        }
    }

    private static void createGroup(CloudWatchLogsClient logs, String group) {
        try {
            logs.createLogGroup(b -> b.logGroupName(group));
        } catch (ResourceAlreadyExistsException another) {
            // Another build of the project was faster: what is wanted is there.
            return;
        }
    }

    private static void createStream(CloudWatchLogsClient logs, String group, String stream) {
        try {
            logs.createLogStream(b -> b.logGroupName(group).logStreamName(stream));
        } catch (ResourceAlreadyExistsException afterCrash) {
            // The step is done again after a crash: what is wanted is there.
            return;
        }
    }

    /**
     * Ships whole lines from where the last shipment ended.
     *
     * @param last whether the log is over, so that a line without an end is whole
     * @return how far the log is shipped now; the same as before when there was nothing new
     */
    long ship(BuildRow row, ControlFiles files, boolean last) throws IOException {
        byte[] bytes = files.log(row.logShipped());
        int end = bytes.length;
        if (!last || bytes.length >= MOST_LINE) {
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            end = end == 0 && bytes.length >= MOST_LINE ? bytes.length : end;
        }
        if (end == 0 || disabled(row)) {
            return row.logShipped() + end;
        }
        List<InputLogEvent> events = new ArrayList<>();
        int from = 0;
        while (from < end && events.size() < MOST_EVENTS) {
            int to = from;
            while (to < end && bytes[to] != '\n' && to - from < MOST_LINE) {
                to++;
            }
            int next = Math.min(to + (to < end && bytes[to] == '\n' ? 1 : 0), end);
            String line = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            events.add(InputLogEvent.builder()
                    .timestamp(clock.millis())
                    .message(line + "\n")
                    .build());
            from = next;
        }
        try (CloudWatchLogsClient logs = logs(row)) {
            logs.putLogEvents(b -> b.logGroupName(row.build().logs().groupName())
                    .logStreamName(row.build().logs().streamName())
                    .logEvents(events));
        }
        return row.logShipped() + from;
    }

    private CloudWatchLogsClient logs(BuildRow row) {
        return clients.client(row.session(), row.region(), CloudWatchLogsClient.builder());
    }

    private static boolean disabled(BuildRow row) {
        return row.build().logs().groupName() == null;
    }
}
