package dev.cloudlet.build.run;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.internal.ServiceCalls;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.s3.S3Client;

/** CodeBuild as the build's role: what it fetches, writes and logs goes through the cloud's own APIs, where IAM decides. */
@Component
class RoleClients {
    private static final Duration SESSION = Duration.ofHours(1);
    private static final Duration SPARE = Duration.ofMinutes(10);

    private final ServiceCalls services;
    private final CloudletSettings settings;
    private final Clock clock;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(60))
            .build();
    private final Map<String, RoleCredentials> sessions = new ConcurrentHashMap<>();

    RoleClients(ServiceCalls services, CloudletSettings settings, Clock clock) {
        this.services = services;
        this.settings = settings;
        this.clock = clock;
    }

    record Question(
            String roleArn, String servicePrincipal, String sessionName, int durationSeconds, String sourceArn) {}

    record RoleCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {
        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "RoleCredentials[" + accessKeyId + "]";
        }
    }

    /**
     * The role's credentials, good for ten minutes at least.
     *
     * @throws dev.cloudlet.protocol.AwsException when the role does not exist or does not trust CodeBuild
     */
    RoleCredentials credentials(BuildRow row) {
        RoleCredentials known = sessions.get(row.id());
        if (known != null && clock.instant().isBefore(known.expiration().minus(SPARE))) {
            return known;
        }
        RoleCredentials fresh = services.call(
                "iam-service",
                "assume-service-role",
                new Question(
                        row.build().serviceRole(),
                        "codebuild.amazonaws.com",
                        "AWSCodeBuild-" + row.uuid(),
                        (int) SESSION.toSeconds(),
                        row.build().arn()),
                RoleCredentials.class);
        sessions.put(row.id(), fresh);
        return fresh;
    }

    /** Forgets a build that is over. */
    void forget(BuildRow row) {
        sessions.remove(row.id());
    }

    S3Client s3(BuildRow row) {
        return client(row, S3Client.builder().forcePathStyle(true));
    }

    CloudWatchLogsClient logs(BuildRow row) {
        return client(row, CloudWatchLogsClient.builder());
    }

    private <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(BuildRow row, B builder) {
        RoleCredentials c = credentials(row);
        return builder.httpClient(http)
                .endpointOverride(settings.endpoint())
                .region(Region.of(row.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(c.accessKeyId(), c.secretAccessKey(), c.sessionToken())))
                .build();
    }
}
