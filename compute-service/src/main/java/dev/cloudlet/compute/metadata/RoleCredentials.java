package dev.cloudlet.compute.metadata;

import dev.cloudlet.compute.instance.Instance;
import dev.cloudlet.compute.instance.InstanceProfiles;
import dev.cloudlet.kit.internal.ServiceCalls;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.protocol.AwsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The temporary credentials of the roles of instances. */
@Component
public final class RoleCredentials implements Resettable {
    private static final int SECONDS = (int) Duration.ofHours(6).toSeconds();

    /** New ones are there well before the old ones end, as AWS promises. */
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(15);

    private static final int MOST_KEPT = 4096;

    private final InstanceProfiles profiles;
    private final ServiceCalls services;
    private final Clock clock;
    private final Map<Holder, Credentials> kept = new ConcurrentHashMap<>();

    RoleCredentials(InstanceProfiles profiles, ServiceCalls services, Clock clock) {
        this.profiles = profiles;
        this.services = services;
        this.clock = clock;
    }

    private record Holder(String instanceId, String roleArn) {}

    private record Question(
            String roleArn, String servicePrincipal, String sessionName, int durationSeconds, String sourceArn) {}

    private record Answer(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiration) {}

    /** Credentials of a role session. */
    public record Credentials(
            String accessKeyId, String secretAccessKey, String sessionToken, Instant issued, Instant expiration) {
        /** Leaves the secrets out. */
        @Override
        public String toString() {
            return "Credentials[" + accessKeyId + "]";
        }
    }

    /** The profile of an instance with its role as IAM has it now; empty for an instance without one. */
    public Optional<InstanceProfiles.Found> profile(Instance instance) {
        return instance.launch().profile().flatMap(profile -> {
            try {
                return Optional.of(profiles.require(instance.account(), profile.arn()));
            } catch (AwsException e) {
                if (e.status() >= 500) {
                    throw e;
                }
                // It was deleted while the instance runs.
                return Optional.empty();
            }
        });
    }

    /**
     * Credentials of the instance's role that are good for a while yet; empty without a role.
     *
     * @throws AwsException AccessDenied when the role does not trust EC2
     */
    public Optional<Credentials> of(Instance instance) {
        return profile(instance)
                .map(InstanceProfiles.Found::roleArn)
                .filter(arn -> !arn.isEmpty())
                .map(arn -> current(new Holder(instance.id(), arn), instance));
    }

    private Credentials current(Holder holder, Instance instance) {
        Instant now = clock.instant();
        Credentials known = kept.get(holder);
        if (known != null && now.isBefore(known.expiration().minus(RENEWED_BEFORE))) {
            return known;
        }
        Answer answer = services.call(
                "iam-service",
                "assume-service-role",
                new Question(holder.roleArn(), "ec2.amazonaws.com", holder.instanceId(), SECONDS, instance.arn()),
                Answer.class);
        Credentials fresh = new Credentials(
                answer.accessKeyId(), answer.secretAccessKey(), answer.sessionToken(), now, answer.expiration());
        if (kept.size() >= MOST_KEPT) {
            kept.values().removeIf(each -> !now.isBefore(each.expiration().minus(RENEWED_BEFORE)));
        }
        if (kept.size() < MOST_KEPT) {
            kept.put(holder, fresh);
        }
        return fresh;
    }

    /** Forgets all: their sessions are gone. */
    @Override
    public void reset() {
        kept.clear();
    }
}
