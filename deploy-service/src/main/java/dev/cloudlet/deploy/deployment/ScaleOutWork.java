package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.group.DeploymentGroups;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.kit.work.Work;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** Gives the revision that a group runs to the instances that its Auto Scaling groups have launched since. */
@Component
class ScaleOutWork implements Work {
    static final String NAME = "scale-out";

    private static final Logger log = LoggerFactory.getLogger(ScaleOutWork.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);

    private final DeploymentGroups groups;
    private final Deployments deployments;
    private final Targets targets;
    private final DeploymentStart start;
    private final Fleet fleet;
    private final RoleClients clients;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ScaleOutWork(
            DeploymentGroups groups,
            Deployments deployments,
            Targets targets,
            DeploymentStart start,
            Fleet fleet,
            RoleClients clients,
            TransactionTemplate transaction,
            Clock clock) {
        this.groups = groups;
        this.deployments = deployments;
        this.targets = targets;
        this.start = start;
        this.fleet = fleet;
        this.clients = clients;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        String[] parts = key.split("/", 3);
        DeploymentGroupInfo group = groups.find(parts[0], parts[1], parts[2]).orElse(null);
        if (group == null || group.autoScalingGroups().isEmpty()) {
            return Next.done();
        }
        if (deployments.lastSuccessful(parts[0], parts[1], parts[2]).isEmpty()) {
            return Next.done(); // the first success asks again
        }
        try {
            List<String> fresh = new ArrayList<>(fleet.scaled(parts[0], parts[1], group));
            transaction.executeWithoutResult(t -> deploy(parts[0], parts[1], group, fresh));
        } catch (SdkException e) {
            clients.reset();
            log.debug("the Auto Scaling groups of {} cannot be read now", key, e);
        }
        return Next.after(LOOK_AGAIN);
    }

    private void deploy(String account, String region, DeploymentGroupInfo group, List<String> fresh) {
        groups.lock(account, region, group.deploymentGroupId());
        // While a deployment is on its way it is not known which revision will be the group's.
        if (deployments.active(account, region, group.deploymentGroupId()).isPresent()) {
            return;
        }
        fresh.removeAll(
                targets.lastStatuses(account, region, group.deploymentGroupId()).keySet());
        var running = deployments.lastSuccessful(account, region, group.deploymentGroupId());
        if (fresh.isEmpty() || running.isEmpty()) {
            return;
        }
        DeploymentRow row = new DeploymentRow(
                account,
                region,
                group.deploymentGroupId(),
                false,
                false,
                start.of(group, clock.instant())
                        .revision(running.get().info().revision())
                        .fileExistsBehavior(running.get().info().fileExistsBehavior())
                        .creator(DeploymentCreator.AUTOSCALING)
                        .description("Deployment to instances launched by Auto Scaling")
                        .build());
        start.begin(row);
        start.target(row, fresh, clock.instant());
    }
}
