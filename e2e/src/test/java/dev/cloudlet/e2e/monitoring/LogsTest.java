package dev.cloudlet.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.InvalidParameterException;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceAlreadyExistsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.ResourceNotFoundException;

class LogsTest {
    private final Cloud cloud = Cloud.shared();
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
    private final String group = "/e2e/" + UUID.randomUUID();
    private long last = System.currentTimeMillis() - 60_000;

    @BeforeEach
    void create() {
        logs.createLogGroup(b -> b.logGroupName(group));
        logs.createLogStream(b -> b.logGroupName(group).logStreamName("web"));
    }

    @AfterEach
    void remove() {
        logs.deleteLogGroup(b -> b.logGroupName(group));
    }

    @Test
    void whatIsWrittenIsReadAndFiltered() {
        put("{\"level\": \"ERROR\", \"x\": 5}", "{\"level\": \"ERROR\", \"x\": 1}", "plain text");
        assertThat(logs.getLogEvents(
                                b -> b.logGroupName(group).logStreamName("web").startFromHead(true))
                        .events())
                .extracting(OutputLogEvent::message)
                .hasSize(3)
                .endsWith("plain text");
        assertThat(logs.filterLogEvents(b -> b.logGroupName(group).filterPattern("{ $.level = \"ERROR\" && $.x > 3 }"))
                        .events())
                .extracting(FilteredLogEvent::message)
                .containsExactly("{\"level\": \"ERROR\", \"x\": 5}");
        assertThat(logs.filterLogEventsPaginator(b -> b.logGroupName(group).limit(1))
                        .events())
                .hasSize(3);
    }

    /** What {@code aws logs tail --follow} does: asks again from the last time seen, and drops the ids it has. */
    @Test
    void tailsAsTheCommandLineDoes() {
        List<String> seen = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        long from = last;
        for (int round = 0; round < 3; round++) {
            put("line " + round);
            long start = from;
            FilterLogEventsResponse page =
                    logs.filterLogEvents(b -> b.logGroupName(group).startTime(start));
            for (FilteredLogEvent event : page.events()) {
                if (!ids.contains(event.eventId())) {
                    seen.add(event.message());
                    ids.add(event.eventId());
                }
                from = Math.max(from, event.timestamp());
            }
        }
        assertThat(seen).containsExactly("line 0", "line 1", "line 2");
    }

    @Test
    void theForwardTokenStaysUntilThereIsMore() {
        put("one");
        GetLogEventsResponse first = logs.getLogEvents(
                b -> b.logGroupName(group).logStreamName("web").startFromHead(true));
        GetLogEventsResponse again = logs.getLogEvents(b ->
                b.logGroupName(group).logStreamName("web").startFromHead(true).nextToken(first.nextForwardToken()));
        assertThat(again.events()).isEmpty();
        assertThat(again.nextForwardToken()).isEqualTo(first.nextForwardToken());
        put("two");
        assertThat(logs.getLogEvents(b -> b.logGroupName(group)
                                .logStreamName("web")
                                .startFromHead(true)
                                .nextToken(again.nextForwardToken()))
                        .events())
                .extracting(OutputLogEvent::message)
                .containsExactly("two");
    }

    @Test
    void badInputGetsTheErrorsOfAws() {
        assertThatThrownBy(() -> logs.createLogGroup(b -> b.logGroupName(group)))
                .isInstanceOf(ResourceAlreadyExistsException.class);
        assertThatThrownBy(() -> logs.createLogGroup(b -> b.logGroupName("no spaces allowed")))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.describeLogStreams(b -> b.logGroupName("/nobody")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(
                        () -> logs.putRetentionPolicy(b -> b.logGroupName(group).retentionInDays(2)))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> logs.filterLogEvents(b -> b.logGroupName(group).filterPattern("{ $.a = ")))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void theCommandLineReadsIt() {
        put("hello from the SDK");
        assertThat(cloud.cli()
                        .run(
                                "logs",
                                "filter-log-events",
                                "--log-group-name",
                                group,
                                "--query",
                                "events[].message",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("hello from the SDK");
        assertThat(cloud.cli()
                        .run(
                                "logs",
                                "describe-log-groups",
                                "--log-group-name-prefix",
                                group,
                                "--query",
                                "logGroups[].arn",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo("arn:aws:logs:us-east-1:000000000000:log-group:" + group + ":*");
    }

    private void put(String... messages) {
        List<InputLogEvent> events = new ArrayList<>();
        for (String message : messages) {
            events.add(
                    InputLogEvent.builder().timestamp(++last).message(message).build());
        }
        logs.putLogEvents(b -> b.logGroupName(group).logStreamName("web").logEvents(events));
    }
}
