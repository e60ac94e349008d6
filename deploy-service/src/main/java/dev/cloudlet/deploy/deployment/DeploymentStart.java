package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.revision.Revisions;
import dev.cloudlet.kit.work.WorkQueue;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOverview;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.FileExistsBehavior;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetLabel;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** New deployments, whoever wants them. Within the caller's transaction. */
@Component
class DeploymentStart {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final Deployments deployments;
    private final Targets targets;
    private final Revisions revisions;
    private final WorkQueue work;
    private final RandomGenerator random = RandomGenerator.of("SecureRandom");

    DeploymentStart(Deployments deployments, Targets targets, Revisions revisions, WorkQueue work) {
        this.deployments = deployments;
        this.targets = targets;
        this.revisions = revisions;
        this.work = work;
    }

    /** A deployment of the group as it is configured now, still without revision and creator. */
    DeploymentInfo.Builder of(DeploymentGroupInfo group, Instant now) {
        StringBuilder id = new StringBuilder("d-");
        for (int i = 0; i < 9; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return DeploymentInfo.builder()
                .deploymentId(id.toString())
                .applicationName(group.applicationName())
                .deploymentGroupName(group.deploymentGroupName())
                .deploymentConfigName(group.deploymentConfigName())
                .deploymentStyle(group.deploymentStyle())
                .loadBalancerInfo(group.loadBalancerInfo())
                .autoRollbackConfiguration(Objects.requireNonNullElse(
                        group.autoRollbackConfiguration(),
                        AutoRollbackConfiguration.builder().enabled(false).build()))
                .ignoreApplicationStopFailures(false)
                .updateOutdatedInstancesOnly(false)
                .instanceTerminationWaitTimeStarted(false)
                .fileExistsBehavior(FileExistsBehavior.DISALLOW)
                .computePlatform(ComputePlatform.SERVER)
                .rollbackInfo(RollbackInfo.builder().build())
                .deploymentOverview(overview(List.of()))
                .status(DeploymentStatus.CREATED)
                .createTime(now);
    }

    void begin(DeploymentRow row) {
        DeploymentRow before = deployments
                .lastSuccessful(row.account(), row.region(), row.groupId())
                .orElse(null);
        DeploymentRow begun = before == null
                ? row
                : row.with(b -> b.previousRevision(before.info().revision()));
        deployments.add(begun);
        revisions.use(
                row.account(),
                row.region(),
                row.info().applicationName(),
                row.info().revision(),
                row.info().createTime());
        work.request(DeploymentWork.NAME, row.key());
    }

    /** Its instances, in the order in which they are deployed to. */
    void target(DeploymentRow row, Collection<String> instances, Instant now) {
        boolean traffic = controlsTraffic(row.info());
        int position = 0;
        for (String instance : instances) {
            targets.add(
                    row,
                    position++,
                    InstanceTarget.builder()
                            .deploymentId(row.id())
                            .targetId(instance)
                            .targetArn("arn:aws:ec2:" + row.region() + ":" + row.account() + ":instance/" + instance)
                            .status(TargetStatus.PENDING)
                            .lastUpdatedAt(now)
                            .instanceLabel(TargetLabel.BLUE)
                            .lifecycleEvents(TargetSteps.pending(LifecycleEvents.inOrder(traffic)))
                            .build());
        }
    }

    static boolean controlsTraffic(DeploymentInfo info) {
        return info.deploymentStyle().deploymentOption() == DeploymentOption.WITH_TRAFFIC_CONTROL;
    }

    static boolean isScaleOut(DeploymentInfo info) {
        return info.creator() == DeploymentCreator.AUTOSCALING;
    }

    static DeploymentOverview overview(Collection<InstanceTarget> all) {
        return DeploymentOverview.builder()
                .pending(count(all, TargetStatus.PENDING))
                .inProgress(count(all, TargetStatus.IN_PROGRESS))
                .succeeded(count(all, TargetStatus.SUCCEEDED))
                .failed(count(all, TargetStatus.FAILED))
                .skipped(count(all, TargetStatus.SKIPPED))
                .ready(0L)
                .build();
    }

    static long count(Collection<InstanceTarget> all, TargetStatus status) {
        return all.stream().filter(t -> t.status() == status).count();
    }
}
