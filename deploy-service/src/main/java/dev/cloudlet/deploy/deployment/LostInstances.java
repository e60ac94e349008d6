package dev.cloudlet.deploy.deployment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** Which instances of a deployment are terminated: nobody needs to wait for their agents. Looks every few seconds. */
@Component
class LostInstances {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Fleet fleet;
    private final Clock clock;
    private final Map<String, Instant> looked = new ConcurrentHashMap<>();

    LostInstances(Fleet fleet, Clock clock) {
        this.fleet = fleet;
        this.clock = clock;
    }

    Set<String> among(DeploymentRow row, DeploymentGroupInfo group, List<InstanceTarget> all) {
        Instant now = clock.instant();
        Instant last = looked.getOrDefault(row.key(), Instant.EPOCH);
        Set<String> open = all.stream()
                .filter(each -> each.status() == TargetStatus.IN_PROGRESS || each.status() == TargetStatus.PENDING)
                .map(InstanceTarget::targetId)
                .collect(Collectors.toSet());
        if (open.isEmpty() || now.isBefore(last.plus(LOOK_AGAIN))) {
            return Set.of();
        }
        looked.put(row.key(), now);
        return fleet.terminated(row, group, open);
    }

    void forget(DeploymentRow row) {
        looked.remove(row.key());
    }
}
