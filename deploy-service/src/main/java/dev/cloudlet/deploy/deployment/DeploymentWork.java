package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.config.DeploymentConfigs;
import dev.cloudlet.deploy.group.DeploymentGroups;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.kit.work.Work;
import dev.cloudlet.protocol.AwsException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/**
 * Rolls a deployment out: finds its instances, keeps enough of them in service, and ends it. Everything it needs to go on after a
 * crash stands in the deployment, its targets, and the commands to their agents.
 */
@Component
public class DeploymentWork implements Work {
    public static final String NAME = "deployment";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final Set<String> STALE =
            Set.of("InvalidClientTokenId", "UnrecognizedClientException", "ExpiredToken", "AuthFailure");

    private final Deployments deployments;
    private final Targets targets;
    private final DeploymentGroups groups;
    private final DeploymentConfigs configs;
    private final DeploymentStart start;
    private final DeploymentEnd end;
    private final TargetSteps steps;
    private final Fleet fleet;
    private final LostInstances lost;
    private final RoleClients clients;
    private final TransactionTemplate transaction;
    private final Clock clock;

    // One collaborator for each thing a deployment is made of.
    DeploymentWork(
            Deployments deployments,
            Targets targets,
            DeploymentGroups groups,
            DeploymentConfigs configs,
            DeploymentStart start,
            DeploymentEnd end,
            TargetSteps steps,
            Fleet fleet,
            LostInstances lost,
            RoleClients clients,
            TransactionTemplate transaction,
            Clock clock) {
        this.deployments = deployments;
        this.targets = targets;
        this.groups = groups;
        this.configs = configs;
        this.start = start;
        this.end = end;
        this.steps = steps;
        this.fleet = fleet;
        this.lost = lost;
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
        DeploymentRow row = deployments.find(parts[0], parts[1], parts[2]).orElse(null);
        DeploymentGroupInfo group = row == null
                ? null
                : groups.find(row.account(), row.region(), row.groupId()).orElse(null);
        if (row == null || group == null || row.over()) {
            return Next.done();
        }
        if (row.stop()) {
            lost.forget(row);
            end.stopped(row, group);
            return Next.done();
        }
        try {
            return row.info().status() == DeploymentStatus.IN_PROGRESS ? drive(row, group) : resolve(row, group);
        } catch (AwsException e) {
            if (e.status() >= 500) {
                throw e;
            }
            end.failed(
                    row,
                    group,
                    ErrorCode.IAM_ROLE_MISSING,
                    "The service role %s cannot be assumed: %s".formatted(group.serviceRoleArn(), e.message()));
            return Next.done();
        } catch (AwsServiceException e) {
            return refused(row, group, e);
        }
    }

    private Next refused(DeploymentRow row, DeploymentGroupInfo group, AwsServiceException e) {
        clients.reset();
        if (e.statusCode() != 403 || STALE.contains(e.awsErrorDetails().errorCode())) {
            throw e;
        }
        end.failed(
                row,
                group,
                ErrorCode.IAM_ROLE_PERMISSIONS,
                "The IAM role %s does not give you permission to perform operations in the following AWS service: %s. Contact your AWS administrator if you need help. If you are an AWS administrator, you can grant permissions to your users or groups by creating IAM policies."
                        .formatted(group.serviceRoleArn(), e.awsErrorDetails().serviceName()));
        return Next.done();
    }

    /** Which instances, in which order: those that the last deployment left broken come first. */
    private Next resolve(DeploymentRow row, DeploymentGroupInfo group) {
        List<String> instances =
                targets.of(row).stream().map(InstanceTarget::targetId).toList();
        if (instances.isEmpty()) {
            Set<String> found = fleet.instances(row, group);
            if (found.isEmpty()) {
                end.failed(
                        row,
                        group,
                        ErrorCode.NO_INSTANCES,
                        "The deployment failed because no instances were found for your deployment group. Check your deployment group settings to make sure the tags for your Amazon EC2 instances or Auto Scaling groups correctly identify the instances you want to deploy to, and then try again.");
                return Next.done();
            }
            instances = ordered(row, found);
        }
        if (!instances.isEmpty() && constraint(row, instances.size()).unattainable()) {
            end.failed(
                    row,
                    group,
                    ErrorCode.HEALTH_CONSTRAINTS_INVALID,
                    "The deployment failed because the minimum number of healthy instances, as defined by your deployment configuration, is not available. You can reduce the required number of healthy instances by updating your deployment configuration or increase the number of instances in this deployment group.");
            return Next.done();
        }
        List<String> chosen = instances;
        transaction.executeWithoutResult(t -> {
            start.target(row, chosen, clock.instant());
            deployments.save(row.with(b -> b.status(DeploymentStatus.IN_PROGRESS)
                    .startTime(clock.instant())
                    .deploymentOverview(DeploymentStart.overview(targets.of(row)))));
        });
        return Next.after(Duration.ZERO);
    }

    private List<String> ordered(DeploymentRow row, Set<String> found) {
        Map<String, String> last = targets.lastStatuses(row.account(), row.region(), row.groupId());
        List<String> instances = new ArrayList<>(found);
        if (Boolean.TRUE.equals(row.info().updateOutdatedInstancesOnly())) {
            instances.removeAll(targets.current(
                    row.account(), row.region(), row.groupId(), row.info().revision()));
        }
        instances.sort(Comparator.comparing((String i) -> "Succeeded".equals(last.get(i)))
                .thenComparing(i -> i));
        return instances;
    }

    private HealthConstraint constraint(DeploymentRow row, int total) {
        if (DeploymentStart.isScaleOut(row.info())) {
            return new HealthConstraint(total, 0);
        }
        DeploymentConfigInfo config = configs.find(
                        row.account(), row.region(), row.info().deploymentConfigName())
                .or(() -> configs.find(row.account(), row.region(), DeploymentConfigs.DEFAULT))
                .orElseThrow();
        return HealthConstraint.of(config.minimumHealthyHosts(), total);
    }

    private Next drive(DeploymentRow row, DeploymentGroupInfo group) {
        List<InstanceTarget> all = new ArrayList<>(targets.of(row));
        HealthConstraint constraint = constraint(row, all.size());
        Set<String> gone = lost.among(row, group, all);
        for (int i = 0; i < all.size(); i++) {
            InstanceTarget target = all.get(i);
            boolean begin = target.status() == TargetStatus.PENDING
                    && constraint.room(count(all, TargetStatus.IN_PROGRESS), count(all, TargetStatus.FAILED)) > 0
                    && !targets.busyElsewhere(row, target.targetId());
            if (begin || target.status() == TargetStatus.IN_PROGRESS) {
                InstanceTarget next =
                        gone.contains(target.targetId()) ? steps.lost(target) : steps.advance(row, group, target);
                if (!next.equals(target)) {
                    targets.save(row, next);
                    all.set(i, next);
                }
            }
        }
        int failed = count(all, TargetStatus.FAILED);
        int busy = count(all, TargetStatus.IN_PROGRESS);
        boolean waiting = count(all, TargetStatus.PENDING) > 0;
        if (busy == 0 && waiting && constraint.room(0, failed) == 0) {
            lost.forget(row);
            end.unhealthy(row, group);
            return Next.done();
        }
        if (busy == 0 && !waiting) {
            lost.forget(row);
            if (constraint.met(count(all, TargetStatus.SUCCEEDED), failed)) {
                end.succeeded(row);
            } else {
                end.unhealthy(row, group);
            }
            return Next.done();
        }
        DeploymentRow seen = row.with(b -> b.deploymentOverview(DeploymentStart.overview(all)));
        if (!seen.info().equals(row.info())) {
            deployments.save(seen);
        }
        return Next.after(LOOK_AGAIN);
    }

    private static int count(List<InstanceTarget> all, TargetStatus status) {
        return (int) DeploymentStart.count(all, status);
    }
}
