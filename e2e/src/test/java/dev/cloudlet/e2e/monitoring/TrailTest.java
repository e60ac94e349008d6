package dev.cloudlet.e2e.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.InvalidLookupAttributesException;
import software.amazon.awssdk.services.cloudtrail.model.InvalidTimeRangeException;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.cloudwatchlogs.model.InputLogEvent;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;

class TrailTest {
    private final Cloud cloud = Cloud.shared();
    private final CloudTrailClient trail = cloud.client(CloudTrailClient.builder());
    private final CloudWatchLogsClient logs = cloud.client(CloudWatchLogsClient.builder());
    private final IamClient iam = cloud.client(IamClient.builder());

    @Test
    void showsWhatWasDoneNewestFirst() {
        String group = "/trail/" + UUID.randomUUID();
        logs.createLogGroup(b -> b.logGroupName(group));
        logs.deleteLogGroup(b -> b.logGroupName(group));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(events(LookupAttributeKey.RESOURCE_NAME, group))
                        .extracting(Event::eventName)
                        .containsExactly("DeleteLogGroup", "CreateLogGroup"));
        Event created = events(LookupAttributeKey.RESOURCE_NAME, group).getLast();
        assertThat(created.username()).isEqualTo("root");
        assertThat(created.eventSource()).isEqualTo("logs.amazonaws.com");
        assertThat(created.readOnly()).isEqualTo("false");
        assertThat(created.accessKeyId()).isEqualTo("test");
        assertThat(created.resources().getFirst().resourceType()).isEqualTo("AWS::Logs::LogGroup");
        assertThat(created.cloudTrailEvent()).contains("\"eventVersion\"", "\"logGroupName\":\"" + group + "\"");
        assertThat(events(LookupAttributeKey.EVENT_ID, created.eventId())).hasSize(1);
    }

    @Test
    void showsWhoWasRefusedAndWhy() {
        String user = "user-" + UUID.randomUUID();
        iam.createUser(b -> b.userName(user));
        AccessKey key = iam.createAccessKey(b -> b.userName(user)).accessKey();
        CloudWatchLogsClient asUser = cloud.client(
                CloudWatchLogsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
        assertThatThrownBy(() -> asUser.createLogGroup(b -> b.logGroupName("/not-allowed")))
                .isInstanceOfSatisfying(
                        CloudWatchLogsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(events(LookupAttributeKey.USERNAME, user))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.eventName()).isEqualTo("CreateLogGroup");
                    assertThat(event.cloudTrailEvent())
                            .contains("\"errorCode\":\"AccessDeniedException\"")
                            .contains(
                                    "logs:CreateLogGroup on arn:aws:logs:us-east-1:000000000000:log-group:/not-allowed");
                }));
        assertThat(events(LookupAttributeKey.ACCESS_KEY_ID, key.accessKeyId())).hasSize(1);
        iam.deleteAccessKey(b -> b.userName(user).accessKeyId(key.accessKeyId()));
        iam.deleteUser(b -> b.userName(user));
    }

    @Test
    void keepsTheLinesOfLogsOutOfTheTrail() {
        String group = "/secret/" + UUID.randomUUID();
        logs.createLogGroup(b -> b.logGroupName(group));
        logs.createLogStream(b -> b.logGroupName(group).logStreamName("s"));
        logs.putLogEvents(b -> b.logGroupName(group)
                .logStreamName("s")
                .logEvents(InputLogEvent.builder()
                        .timestamp(System.currentTimeMillis())
                        .message("a line that is nobody's business")
                        .build()));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(events(LookupAttributeKey.RESOURCE_NAME, group))
                        .hasSize(3)
                        .allSatisfy(e -> assertThat(e.cloudTrailEvent()).doesNotContain("nobody's business")));
        logs.deleteLogGroup(b -> b.logGroupName(group));
    }

    /** Postgres has no U+0000 in its texts, and half a character is no text at all: neither is a way to stay off the trail. */
    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "a\ud800b"})
    void nobodyHidesBehindAStrangeCharacter(String strange) {
        String group = "strange-" + UUID.randomUUID();

        CloudWatchLogsException refused = catchThrowableOfType(
                CloudWatchLogsException.class,
                () -> logs.createLogStream(b -> b.logGroupName(group).logStreamName(strange)));

        assertThat(refused.statusCode()).isEqualTo(400);
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(events(LookupAttributeKey.RESOURCE_NAME, group))
                        .singleElement()
                        .satisfies(e -> assertThat(e.cloudTrailEvent())
                                .contains(refused.requestId())
                                .contains("InvalidParameterException")));
    }

    @Test
    void goesThroughPages() {
        String group = "/pages/" + UUID.randomUUID();
        logs.createLogGroup(b -> b.logGroupName(group));
        logs.putRetentionPolicy(b -> b.logGroupName(group).retentionInDays(1));
        logs.deleteLogGroup(b -> b.logGroupName(group));
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(trail.lookupEventsPaginator(
                                b -> b.lookupAttributes(attribute(LookupAttributeKey.RESOURCE_NAME, group))
                                        .maxResults(1))
                        .events())
                .extracting(Event::eventName)
                .containsExactly("DeleteLogGroup", "PutRetentionPolicy", "CreateLogGroup"));
    }

    @Test
    void badQuestionsGetTheErrorsOfAws() {
        LookupAttribute one = attribute(LookupAttributeKey.USERNAME, "a");
        assertThatThrownBy(() -> trail.lookupEvents(b -> b.lookupAttributes(one, one)))
                .isInstanceOf(InvalidLookupAttributesException.class);
        assertThatThrownBy(() -> trail.lookupEvents(
                        b -> b.startTime(Instant.ofEpochSecond(2)).endTime(Instant.ofEpochSecond(1))))
                .isInstanceOf(InvalidTimeRangeException.class);
    }

    private List<Event> events(LookupAttributeKey key, String value) {
        return trail.lookupEvents(b -> b.lookupAttributes(attribute(key, value)))
                .events();
    }

    private static LookupAttribute attribute(LookupAttributeKey key, String value) {
        return LookupAttribute.builder().attributeKey(key).attributeValue(value).build();
    }
}
