package dev.cloudlet.kit.role;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.reset.Resettable;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * A service as a role that was passed to it: what it reads and changes goes through the cloud's own APIs, where IAM decides.
 * Sessions are used again until shortly before they end.
 */
public final class RoleClients implements Resettable {
    private static final Duration LENGTH = Duration.ofHours(1);
    private static final Duration SPARE = Duration.ofMinutes(10);

    private final ServiceCalls services;
    private final CloudletSettings settings;
    private final Clock clock;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(5))
            .socketTimeout(Duration.ofSeconds(60))
            .build();
    private final Map<RoleSession, RoleCredentials> known = new ConcurrentHashMap<>();

    public RoleClients(ServiceCalls services, CloudletSettings settings, Clock clock) {
        this.services = services;
        this.settings = settings;
        this.clock = clock;
    }

    private record Question(
            String roleArn, String servicePrincipal, String sessionName, int durationSeconds, String sourceArn) {}

    /**
     * A client that is the role, for as long as one piece of work takes.
     *
     * @throws dev.cloudlet.protocol.AwsException AccessDenied when the role does not exist or does not trust the service
     */
    public <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> C client(
            RoleSession session, String region, B builder) {
        RoleCredentials c = credentials(session);
        return builder.httpClient(http)
                .endpointOverride(settings.endpoint())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsSessionCredentials.create(c.accessKeyId(), c.secretAccessKey(), c.sessionToken())))
                .build();
    }

    /**
     * The role's credentials, good for ten minutes at least.
     *
     * @throws dev.cloudlet.protocol.AwsException AccessDenied when the role does not exist or does not trust the service
     */
    public RoleCredentials credentials(RoleSession session) {
        RoleCredentials kept = known.get(session);
        if (kept != null && isGood(kept)) {
            return kept;
        }
        RoleCredentials fresh = services.call(
                "iam-service",
                "assume-service-role",
                new Question(
                        session.roleArn(),
                        session.servicePrincipal(),
                        session.name(),
                        (int) LENGTH.toSeconds(),
                        session.sourceArn()),
                RoleCredentials.class);
        known.values().removeIf(each -> !isGood(each));
        known.put(session, fresh);
        return fresh;
    }

    private boolean isGood(RoleCredentials credentials) {
        return clock.instant().isBefore(credentials.expiration().minus(SPARE));
    }

    /** Forgets a session whose work is over. */
    public void forget(RoleSession session) {
        known.remove(session);
    }

    /** Forgets all sessions, because one was refused or the cloud begins anew: the next call takes the role on again. */
    @Override
    public void reset() {
        known.clear();
    }
}
