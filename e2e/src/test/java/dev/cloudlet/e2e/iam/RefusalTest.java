package dev.cloudlet.e2e.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttribute;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.cloudwatchlogs.model.CloudWatchLogsException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.iam.model.IamException;

/** Whoever sits at the machine is told how a refusal came about; the refused caller and the readers of the trail are not. */
class RefusalTest {
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":"logs:*","Resource":"*"},
             {"Sid":"NoSecrets","Effect":"Deny","Action":"logs:*","Resource":"arn:aws:logs:*:*:log-group:/secret/*",
              "Condition":{"IpAddress":{"aws:SourceIp":"127.0.0.0/8"}}}]}""";

    private final Cloud cloud = Cloud.shared();
    private final IamClient iam = cloud.client(IamClient.builder());
    private final CloudTrailClient trail = cloud.client(CloudTrailClient.builder());

    @Test
    void tellsThePoliciesThatWereAskedAndTheStatementThatDecided() throws IOException, InterruptedException {
        String user = "refused-" + UUID.randomUUID();
        iam.createUser(b -> b.userName(user));
        iam.putUserPolicy(b -> b.userName(user).policyName("logging").policyDocument(POLICY));
        iam.attachUserPolicy(b -> b.userName(user).policyArn("arn:aws:iam::aws:policy/IAMReadOnlyAccess"));
        AccessKey key = iam.createAccessKey(b -> b.userName(user)).accessKey();
        CloudWatchLogsClient logs = cloud.client(
                CloudWatchLogsClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

        CloudWatchLogsException refused = catchThrowableOfType(
                CloudWatchLogsException.class, () -> logs.createLogGroup(b -> b.logGroupName("/secret/plans")));

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.getMessage()).doesNotContain("NoSecrets", "logging");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(why(refused.requestId()))
                .contains(
                        "call        logs CreateLogGroup in us-east-1",
                        "principal   arn:aws:iam::000000000000:user/" + user + " with key " + key.accessKeyId(),
                        "action      logs:CreateLogGroup",
                        "resource    arn:aws:logs:us-east-1:000000000000:log-group:/secret/plans",
                        "aws:sourceip = 127.0.0.1",
                        "aws:username = " + user,
                        "identity-based policy logging denies it: statement 2 'NoSecrets'",
                        "identity-based policy arn:aws:iam::aws:policy/IAMReadOnlyAccess says nothing of it",
                        "refused by  statement 2 'NoSecrets' of policy logging",
                        "\"aws:SourceIp\" : \"127.0.0.0/8\""));
        assertThat(why("")).contains(refused.requestId());
        assertThat(events(user)).noneMatch(event -> event.cloudTrailEvent().contains("IAMReadOnlyAccess"));
    }

    @Test
    void tellsThatNothingAllowedIt() {
        String user = "refused-" + UUID.randomUUID();
        iam.createUser(b -> b.userName(user));
        AccessKey key = iam.createAccessKey(b -> b.userName(user)).accessKey();
        IamClient asUser =
                cloud.client(IamClient.builder(), AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));

        IamException refused = catchThrowableOfType(IamException.class, () -> asUser.listUsers());

        assertThat(refused.statusCode()).isEqualTo(403);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(why(refused.requestId()))
                .contains("policies    none", "refused by  no identity-based policy allows it")
                .doesNotContain("null"));
    }

    private List<Event> events(String user) {
        LookupAttribute named = LookupAttribute.builder()
                .attributeKey(LookupAttributeKey.USERNAME)
                .attributeValue(user)
                .build();
        return trail.lookupEvents(b -> b.lookupAttributes(named)).events();
    }

    /** What the request {@code ./cloudlet why} answers. */
    private String why(String requestId) throws IOException, InterruptedException {
        String query = "/_cloudlet/decisions?as=text" + (requestId.isEmpty() ? "" : "&requestId=" + requestId);
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(cloud.endpoint().resolve(query))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
