package dev.cloudlet.deploy.deployment;

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

/** CodeDeploy as a group's service role: what it finds and changes goes through the cloud's own APIs, where IAM decides. */
@Component
class RoleClients {
    private static final Duration SESSION = Duration.ofHours(1);
    private static final Duration SPARE = Duration.ofMinutes(10);

    private final ServiceCalls services;
    private final CloudletSettings settings;
    private final Clock clock;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(30))
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

    /** Forgets all sessions: the next call takes the roles on anew. */
    void forget() {
        sessions.clear();
    }

    /**
     * A client that is the role.
     *
     * @throws dev.cloudlet.protocol.AwsException when the role does not exist or does not trust CodeDeploy
     */
    <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            B builder, String region, String roleArn, String groupArn) {
        RoleCredentials c = credentials(roleArn, groupArn);
        return builder.httpClient(http)
                .endpointOverride(settings.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(c.accessKeyId(), c.secretAccessKey(), c.sessionToken())))
                .build();
    }

    private RoleCredentials credentials(String roleArn, String groupArn) {
        String key = roleArn + " " + groupArn;
        RoleCredentials known = sessions.get(key);
        if (known != null && clock.instant().isBefore(known.expiration().minus(SPARE))) {
            return known;
        }
        RoleCredentials fresh = services.call(
                "iam-service",
                "assume-service-role",
                new Question(
                        roleArn, "codedeploy.amazonaws.com", "CodeDeploySession", (int) SESSION.toSeconds(), groupArn),
                RoleCredentials.class);
        sessions.put(key, fresh);
        return fresh;
    }
}
