package dev.cloudlet.monitoring.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.kit.call.Call;
import dev.cloudlet.monitoring.MonitoringFixture;
import dev.cloudlet.protocol.AwsException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.CreateLogStreamRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DeleteLogGroupRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogGroupsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.DescribeLogStreamsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilteredLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.GetLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.OutputLogEvent;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutLogEventsResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.PutRetentionPolicyRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.TagResourceRequest;

class LogOperationsTest {
    private static final String ARN = "arn:aws:logs:us-east-1:" + MonitoringFixture.ACCOUNT + ":log-group:/app";
    private static final long NOON = MonitoringFixture.NOON.toEpochMilli();

    @RegisterExtension
    static final MonitoringFixture cloud = new MonitoringFixture();

    private final LogGroupOperations groups = cloud.bean(LogGroupOperations.class);
    private final LogStreamOperations streams = cloud.bean(LogStreamOperations.class);
    private final LogEventOperations events = cloud.bean(LogEventOperations.class);
    private final FilterOperations filter = cloud.bean(FilterOperations.class);

    @BeforeEach
    void groupAndStream() {
        createGroup("/app");
        createStream("web/1");
    }

    @Test
    void namesAreTakenOnceAndMustExist() {
        assertRefused(
                "ResourceAlreadyExistsException", "The specified log group already exists", () -> createGroup("/app"));
        assertRefused(
                "ResourceAlreadyExistsException",
                "The specified log stream already exists",
                () -> createStream("web/1"));
        assertRefused(
                "ResourceNotFoundException", "The specified log stream does not exist.", () -> get("nobody", b -> {}));
        assertRefused(
                "ResourceNotFoundException",
                "The specified log group does not exist.",
                () -> filter(b -> b.logGroupName("/x")));
        assertRefused("InvalidParameterException", "must be specified", () -> filter(b -> b.logGroupName(null)));
    }

    @Test
    void tailsFromTheEndAndGoesOnWithTheForwardToken() {
        put(0, "one", 1, "two", 2, "three");
        GetLogEventsResponse last = get("web/1", b -> b.limit(2));
        assertThat(messages(last)).containsExactly("two", "three");
        GetLogEventsResponse nothingYet = get("web/1", b -> b.nextToken(last.nextForwardToken()));
        assertThat(nothingYet.events()).isEmpty();
        assertThat(nothingYet.nextForwardToken()).isEqualTo(last.nextForwardToken());
        put(3, "four");
        assertThat(messages(get("web/1", b -> b.nextToken(nothingYet.nextForwardToken()))))
                .containsExactly("four");
        assertThat(messages(get("web/1", b -> b.nextToken(nothingYet.nextBackwardToken()))))
                .containsExactly("one", "two", "three");
        assertThat(messages(get("web/1", b -> b.nextToken(last.nextBackwardToken()))))
                .containsExactly("one");
    }

    @Test
    void readsFromTheHeadInPages() {
        put(0, "0", 1, "1", 2, "2", 3, "3", 4, "4");
        List<String> seen = new ArrayList<>();
        GetLogEventsResponse page = get("web/1", b -> b.startFromHead(true).limit(2));
        String before = "";
        while (!page.nextForwardToken().equals(before)) {
            seen.addAll(messages(page));
            before = page.nextForwardToken();
            String token = before;
            page = get("web/1", b -> b.startFromHead(true).limit(2).nextToken(token));
        }
        assertThat(seen).containsExactly("0", "1", "2", "3", "4");
    }

    @Test
    void waitsOnAnEmptyStream() {
        GetLogEventsResponse empty = get("web/1", b -> {});
        put(0, "first");
        assertThat(messages(get("web/1", b -> b.nextToken(empty.nextForwardToken()))))
                .containsExactly("first");
    }

    @Test
    void keepsToTheTimesAskedFor() {
        put(0, "0", 1, "1", 2, "2");
        assertThat(messages(get("web/1", b -> b.startTime(NOON + 1).endTime(NOON + 2))))
                .containsExactly("1");
        assertThat(filtered(filter(b -> b.startTime(NOON + 1).endTime(NOON + 2))))
                .containsExactly("1", "2");
    }

    @Test
    void filtersOverStreamsInPages() {
        createStream("db");
        put(0, "ERROR web", 2, "INFO web", 4, "ERROR web again");
        put("db", 1, "ERROR db", 3, "INFO db");
        assertThat(filtered(filter(b -> b.filterPattern("ERROR"))))
                .containsExactly("ERROR web", "ERROR db", "ERROR web again");
        FilterLogEventsResponse first = filter(b -> b.filterPattern("ERROR").limit(2));
        assertThat(filtered(first)).hasSize(2);
        assertThat(filtered(filter(b -> b.filterPattern("ERROR").limit(2).nextToken(first.nextToken()))))
                .containsExactly("ERROR web again");
        assertThat(filtered(filter(b -> b.logStreamNames("db")))).containsExactly("ERROR db", "INFO db");
        assertThat(filtered(filter(b -> b.logStreamNamePrefix("web/")))).hasSize(3);
        assertThat(filter(b -> b.logStreamNames("db")).events().getFirst())
                .satisfies(e -> assertThat(e.logStreamName()).isEqualTo("db"))
                .satisfies(e -> assertThat(e.eventId()).matches("\\d{56}"))
                .satisfies(
                        e -> assertThat(e.ingestionTime()).isEqualTo(cloud.now().toEpochMilli()));
    }

    @Test
    void acceptsTheGroupsArn() {
        put(0, "one");
        assertThat(filtered(filter(b -> b.logGroupName(null).logGroupIdentifier(ARN))))
                .containsExactly("one");
        assertThat(filtered(filter(b -> b.logGroupName(null).logGroupIdentifier(ARN + ":*"))))
                .containsExactly("one");
        assertRefused(
                "ResourceNotFoundException",
                "log group",
                () -> filter(b -> b.logGroupName(null).logGroupIdentifier(ARN.replace("us-east-1", "eu-west-1"))));
        assertRefused("InvalidParameterException", "mutually exclusive", () -> filter(b -> b.logGroupIdentifier(ARN)));
    }

    @Test
    void refusesPatternsThatCannotBeRead() {
        assertRefused(
                "InvalidParameterException", "Invalid filter pattern", () -> filter(b -> b.filterPattern("{ $.a")));
        assertRefused("NotImplemented", "regular expressions", () -> filter(b -> b.filterPattern("%a+%")));
        assertRefused("InvalidParameterException", "nextToken", () -> filter(b -> b.nextToken("x")));
        assertRefused("InvalidParameterException", "nextToken", () -> get("web/1", b -> b.nextToken("f/1/s")));
    }

    @Test
    void takesBatchesAsDocumented() {
        assertRefused("InvalidParameterException", "chronological order", () -> put(2, "later", 1, "earlier"));
        assertRefused("InvalidParameterException", "24 hours", () -> put(0, "a", 24 * 3_600_000 + 1, "b"));
        assertRefused("InvalidParameterException", "must not be empty", () -> put(0, ""));
        assertRefused("InvalidParameterException", "Upload too large", () -> put(0, "x".repeat(1_048_576)));
        put(0, "x".repeat(1_048_576 - 26));
        Object[] many = IntStream.range(0, 20_002)
                .mapToObj(i -> i % 2 == 0 ? (Object) 0 : "m")
                .toArray();
        assertRefused("InvalidParameterException", "10000", () -> put(many));
        assertThat(put(Arrays.copyOf(many, 20_000)).rejectedLogEventsInfo()).isNull();
    }

    @Test
    void leavesOutWhatIsTooOldOrTooNew() {
        long day = Duration.ofDays(1).toMillis();
        PutLogEventsResponse old = put(-14 * day - 5, "too old", -14 * day + 5, "just in time");
        assertThat(old.rejectedLogEventsInfo().tooOldLogEventEndIndex()).isEqualTo(1);
        long hour = Duration.ofHours(1).toMillis();
        PutLogEventsResponse young = put(hour, "soon", 3 * hour, "too new", 4 * hour, "too new");
        assertThat(young.rejectedLogEventsInfo().tooNewLogEventStartIndex()).isEqualTo(1);
        assertThat(filtered(filter(b -> {}))).containsExactly("just in time", "soon");
    }

    @Test
    void retentionHidesAtOnceAndRefusesWhatHasExpired() {
        long day = Duration.ofDays(1).toMillis();
        put(-3 * day, "old");
        put(0, "new");
        retain(1);
        assertThat(filtered(filter(b -> {}))).containsExactly("new");
        assertThat(messages(get("web/1", b -> b.startFromHead(true)))).containsExactly("new");
        assertThat(put(-2 * day, "expired").rejectedLogEventsInfo().expiredLogEventEndIndex())
                .isEqualTo(1);
        assertRefused("InvalidParameterException", "retentionInDays", () -> retain(2));
    }

    @Test
    void listsGroups() {
        createGroup("/app/other");
        createGroup("third");
        put(0, "12345");
        DescribeLogGroupsResponse all = describe(b -> b.limit(2));
        assertThat(all.logGroups()).hasSize(2);
        assertThat(all.logGroups().getFirst())
                .satisfies(g -> assertThat(g.logGroupName()).isEqualTo("/app"))
                .satisfies(g -> assertThat(g.arn()).isEqualTo(ARN + ":*"))
                .satisfies(g -> assertThat(g.logGroupArn()).isEqualTo(ARN))
                .satisfies(g -> assertThat(g.storedBytes()).isEqualTo(31));
        assertThat(describe(b -> b.limit(2).nextToken(all.nextToken())).logGroups())
                .hasSize(1);
        assertThat(describe(b -> b.logGroupNamePrefix("/app")).logGroups()).hasSize(2);
        assertThat(describe(b -> b.logGroupNamePattern("OTHER")).logGroups()).hasSize(1);
    }

    @Test
    void listsStreamsByNameAndByLastEvent() {
        createStream("a");
        put("a", 5, "x");
        put(1, "y");
        assertThat(streamNames(b -> {})).containsExactly("a", "web/1");
        assertThat(streamNames(b -> b.orderBy("LastEventTime").descending(true)))
                .containsExactly("a", "web/1");
        assertThat(streamNames(b -> b.logStreamNamePrefix("web"))).containsExactly("web/1");
        assertRefused(
                "InvalidParameterException",
                "Cannot order by LastEventTime with a logStreamNamePrefix.",
                () -> streamNames(b -> b.orderBy("LastEventTime").logStreamNamePrefix("web")));
    }

    @Test
    void deletingAGroupDeletesItsStreams() {
        put(0, "x");
        cloud.run(() -> groups.deleteLogGroup(
                call(), DeleteLogGroupRequest.builder().logGroupName("/app").build()));
        createGroup("/app");
        assertThat(filtered(filter(b -> {}))).isEmpty();
        assertThat(streamNames(b -> {})).isEmpty();
    }

    @Test
    void carriesTags() {
        LogTagOperations tags = cloud.bean(LogTagOperations.class);
        cloud.run(() -> tags.tagResource(
                call(),
                TagResourceRequest.builder()
                        .resourceArn(ARN)
                        .tags(Map.of("team", "a"))
                        .build()));
        assertThat(tags.listTagsForResource(
                                call(),
                                ListTagsForResourceRequest.builder()
                                        .resourceArn(ARN)
                                        .build())
                        .tags())
                .containsEntry("team", "a");
        assertThat(new LogResources(cloud.bean(LogGroups.class))
                        .find(ARN + ":log-stream:web/1")
                        .tags())
                .containsEntry("team", "a");
    }

    @Test
    void encryptionIsNotPretended() {
        assertRefused(
                "NotImplemented",
                "kmsKeyId",
                () -> cloud.run(() -> groups.createLogGroup(
                        call(),
                        CreateLogGroupRequest.builder()
                                .logGroupName("g")
                                .kmsKeyId("k")
                                .build())));
    }

    @Test
    void otherServicesWriteWithoutAsking() {
        cloud.bean(LogWriting.class)
                .write(new WrittenLogs(
                        MonitoringFixture.ACCOUNT,
                        "us-east-1",
                        "/aws/made",
                        "s",
                        true,
                        List.of(new WrittenLogs.Line(NOON + 1, "second"), new WrittenLogs.Line(NOON, "first"))));
        assertThat(filtered(filter(b -> b.logGroupName("/aws/made")))).containsExactly("first", "second");
    }

    private static void assertRefused(String code, String words, ThrowingCallable call) {
        assertThatThrownBy(call).hasMessageContaining(words).isInstanceOfSatisfying(AwsException.class, e -> assertThat(
                        e.code())
                .isEqualTo(code));
    }

    private static Call call() {
        return cloud.call("logs", "Test");
    }

    private void createGroup(String name) {
        cloud.run(() -> groups.createLogGroup(
                call(), CreateLogGroupRequest.builder().logGroupName(name).build()));
    }

    private void createStream(String name) {
        cloud.run(() -> streams.createLogStream(
                call(),
                CreateLogStreamRequest.builder()
                        .logGroupName("/app")
                        .logStreamName(name)
                        .build()));
    }

    private void retain(int days) {
        cloud.run(() -> groups.putRetentionPolicy(
                call(),
                PutRetentionPolicyRequest.builder()
                        .logGroupName("/app")
                        .retentionInDays(days)
                        .build()));
    }

    /** Pairs of milliseconds from noon and a message. */
    private PutLogEventsResponse put(Object... timesAndMessages) {
        return put("web/1", timesAndMessages);
    }

    private PutLogEventsResponse put(String stream, Object... timesAndMessages) {
        List<InputLogEvent> batch = new ArrayList<>();
        for (int i = 0; i < timesAndMessages.length; i += 2) {
            batch.add(InputLogEvent.builder()
                    .timestamp(NOON + ((Number) timesAndMessages[i]).longValue())
                    .message((String) timesAndMessages[i + 1])
                    .build());
        }
        return cloud.run(() -> events.putLogEvents(
                call(),
                PutLogEventsRequest.builder()
                        .logGroupName("/app")
                        .logStreamName(stream)
                        .logEvents(batch)
                        .build()));
    }

    private GetLogEventsResponse get(String stream, Consumer<GetLogEventsRequest.Builder> change) {
        return events.getLogEvents(
                call(),
                GetLogEventsRequest.builder()
                        .logGroupName("/app")
                        .logStreamName(stream)
                        .applyMutation(change)
                        .build());
    }

    private FilterLogEventsResponse filter(Consumer<FilterLogEventsRequest.Builder> change) {
        return filter.filterLogEvents(
                call(),
                FilterLogEventsRequest.builder()
                        .logGroupName("/app")
                        .applyMutation(change)
                        .build());
    }

    private DescribeLogGroupsResponse describe(Consumer<DescribeLogGroupsRequest.Builder> change) {
        return groups.describeLogGroups(
                call(), DescribeLogGroupsRequest.builder().applyMutation(change).build());
    }

    private List<String> streamNames(Consumer<DescribeLogStreamsRequest.Builder> change) {
        return streams
                .describeLogStreams(
                        call(),
                        DescribeLogStreamsRequest.builder()
                                .logGroupName("/app")
                                .applyMutation(change)
                                .build())
                .logStreams()
                .stream()
                .map(software.amazon.awssdk.services.cloudwatchlogs.model.LogStream::logStreamName)
                .toList();
    }

    private static List<String> messages(GetLogEventsResponse response) {
        return response.events().stream().map(OutputLogEvent::message).toList();
    }

    private static List<String> filtered(FilterLogEventsResponse response) {
        return response.events().stream().map(FilteredLogEvent::message).toList();
    }
}
