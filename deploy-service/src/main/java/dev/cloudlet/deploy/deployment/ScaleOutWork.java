package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.group.DeploymentGroups;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.protocol.AwsException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.OutdatedInstancesStrategy;

/**
 * Gives the revision that a group runs to the instances that its Auto Scaling groups launch, before they go into service. One that
 * cannot be deployed to is abandoned, and Auto Scaling launches another.
 */
@Component
class ScaleOutWork implements Work {
    static final String NAME = "scale-out";

    private static final Logger log = LoggerFactory.getLogger(ScaleOutWork.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(3);
    private static final long HOLD_SECONDS = 60;

    private final DeploymentGroups groups;
    private final Deployments deployments;
    private final Targets targets;
    private final DeploymentStart start;
    private final Fleet fleet;
    private final InstalledHooks hooks;
    private final LaunchHooks launchHooks;
    private final RoleClients clients;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ScaleOutWork(
            DeploymentGroups groups,
            Deployments deployments,
            Targets targets,
            DeploymentStart start,
            Fleet fleet,
            InstalledHooks hooks,
            LaunchHooks launchHooks,
            RoleClients clients,
            TransactionTemplate transaction,
            Clock clock) {
        this.groups = groups;
        this.deployments = deployments;
        this.targets = targets;
        this.start = start;
        this.fleet = fleet;
        this.hooks = hooks;
        this.launchHooks = launchHooks;
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
        try {
            hooks.settle(parts[0], parts[1], parts[2], group);
            if (group == null || group.autoScalingGroups().isEmpty()) {
                return Next.done();
            }
            look(parts[0], parts[1], group);
        } catch (SdkException | AwsException e) {
            clients.reset();
            log.debug("the Auto Scaling groups of {} cannot be attended now", key, e);
        }
        return Next.after(LOOK_AGAIN);
    }

    private void look(String account, String region, DeploymentGroupInfo group) {
        List<ScaledInstance> there = fleet.scaled(account, region, group);
        Map<String, Targets.Last> last = targets.last(account, region, group.deploymentGroupId());
        DeploymentRow running = deployments
                .lastSuccessful(account, region, group.deploymentGroupId())
                .orElse(null);
        ServiceRole role = ServiceRole.of(account, region, group);
        for (ScaledInstance each : there) {
            if (each.waiting()) {
                InstalledHooks.hook(group, each.autoScalingGroup())
                        .ifPresent(hook -> attend(role, each, hook, last.get(each.id()), running, group));
            }
        }
        List<String> outdated = there.stream()
                .filter(each -> !each.waiting() && running != null && isOutdated(last.get(each.id()), running))
                .map(ScaledInstance::id)
                .toList();
        if (running != null
                && !outdated.isEmpty()
                && group.outdatedInstancesStrategy() != OutdatedInstancesStrategy.IGNORE) {
            transaction.executeWithoutResult(t -> update(running, group, outdated));
        }
    }

    /** An instance that waits: first it is deployed to, then it goes into service, or away. */
    private void attend(
            ServiceRole role,
            ScaledInstance instance,
            String hook,
            Targets.@Nullable Last last,
            @Nullable DeploymentRow running,
            DeploymentGroupInfo group) {
        if (last == null) {
            if (running == null) {
                launchHooks.complete(role, instance, hook, true); // there is nothing to deploy yet
            } else {
                transaction.executeWithoutResult(t -> begin(
                        running,
                        group,
                        DeploymentCreator.AUTOSCALING,
                        "Deployment to an instance launched by Auto Scaling",
                        List.of(instance.id())));
            }
            return;
        }
        switch (last.status()) {
            case "Succeeded" -> launchHooks.complete(role, instance, hook, true);
            case "Failed", "Skipped" -> launchHooks.complete(role, instance, hook, false);
            default -> {
                // About once a minute.
                if (Duration.between(last.updated(), clock.instant()).toSeconds() % HOLD_SECONDS
                        >= HOLD_SECONDS - LOOK_AGAIN.toSeconds()) {
                    launchHooks.hold(role, instance, hook);
                }
            }
        }
    }

    /** Whether it was launched while another revision became the group's, or has slipped past its hook. */
    private static boolean isOutdated(Targets.@Nullable Last last, DeploymentRow running) {
        return last == null
                || (last.status().equals("Succeeded")
                        && last.creator().equals(DeploymentCreator.AUTOSCALING.toString())
                        && !running.info().revision().equals(last.revision()));
    }

    private void update(DeploymentRow running, DeploymentGroupInfo group, List<String> outdated) {
        groups.lock(running.account(), running.region(), group.deploymentGroupId());
        // While a deployment is on its way it is not known which revision will be the group's.
        boolean busy = deployments
                .active(running.account(), running.region(), group.deploymentGroupId())
                .isPresent();
        if (!busy) {
            begin(
                    running,
                    group,
                    DeploymentCreator.CODE_DEPLOY_AUTO_UPDATE,
                    "Update of instances that were launched during a deployment",
                    outdated);
        }
    }

    private void begin(
            DeploymentRow running,
            DeploymentGroupInfo group,
            DeploymentCreator creator,
            String description,
            List<String> instances) {
        DeploymentRow row = new DeploymentRow(
                running.account(),
                running.region(),
                running.groupId(),
                false,
                false,
                start.of(group, clock.instant())
                        .revision(running.info().revision())
                        .fileExistsBehavior(running.info().fileExistsBehavior())
                        .creator(creator)
                        .description(description)
                        .build());
        start.begin(row);
        start.target(row, instances, clock.instant());
    }
}
