package dev.cloudlet.deploy.deployment;

import dev.cloudlet.kit.work.WorkQueue;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;
import software.amazon.awssdk.services.codedeploy.model.ErrorCode;
import software.amazon.awssdk.services.codedeploy.model.ErrorInformation;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.RollbackInfo;
import software.amazon.awssdk.services.codedeploy.model.TargetStatus;

/** How deployments end, and what goes back to the revision before. The end and the beginning of the rollback are one transaction. */
@Component
class DeploymentEnd {
    private final Deployments deployments;
    private final Targets targets;
    private final DeploymentStart start;
    private final TargetSteps steps;
    private final WorkQueue work;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeploymentEnd(
            Deployments deployments,
            Targets targets,
            DeploymentStart start,
            TargetSteps steps,
            WorkQueue work,
            TransactionTemplate transaction,
            Clock clock) {
        this.deployments = deployments;
        this.targets = targets;
        this.start = start;
        this.steps = steps;
        this.work = work;
        this.transaction = transaction;
        this.clock = clock;
    }

    void succeeded(DeploymentRow row) {
        transaction.executeWithoutResult(t -> {
            deployments.save(ended(row, DeploymentStatus.SUCCEEDED));
            lookAtScaling(row);
        });
    }

    void unhealthy(DeploymentRow row, DeploymentGroupInfo group) {
        failed(
                row,
                group,
                ErrorCode.HEALTH_CONSTRAINTS,
                "The overall deployment failed because too many individual instances failed deployment, too few healthy instances are available for deployment, or some instances in your deployment group are experiencing problems.");
    }

    void failed(DeploymentRow row, DeploymentGroupInfo group, ErrorCode code, String message) {
        end(row, group, DeploymentStatus.FAILED, code, message, configured(row, AutoRollbackEvent.DEPLOYMENT_FAILURE));
    }

    void stopped(DeploymentRow row, DeploymentGroupInfo group) {
        end(
                row,
                group,
                DeploymentStatus.STOPPED,
                ErrorCode.MANUAL_STOP,
                "The deployment was stopped by a user.",
                row.stopRollback());
    }

    /** What waits for the deployment in an Auto Scaling group goes on, and what was launched meanwhile is looked at. */
    private void lookAtScaling(DeploymentRow row) {
        work.request(ScaleOutWork.NAME, row.account() + "/" + row.region() + "/" + row.groupId());
    }

    /** Whether the deployment is to be rolled back when that happens. */
    static boolean configured(DeploymentRow row, AutoRollbackEvent event) {
        AutoRollbackConfiguration rollback = row.info().autoRollbackConfiguration();
        return rollback != null
                && Boolean.TRUE.equals(rollback.enabled())
                && rollback.events().contains(event)
                && row.info().creator() == DeploymentCreator.USER;
    }

    private void end(
            DeploymentRow row,
            DeploymentGroupInfo group,
            DeploymentStatus status,
            ErrorCode code,
            String message,
            boolean rollBack) {
        transaction.executeWithoutResult(t -> {
            for (InstanceTarget target : targets.of(row)) {
                if (target.status() == TargetStatus.PENDING || target.status() == TargetStatus.IN_PROGRESS) {
                    targets.save(row, steps.abandoned(target));
                }
            }
            DeploymentRow over = ended(row, status)
                    .with(b -> b.errorInformation(ErrorInformation.builder()
                            .code(code)
                            .message(message)
                            .build()));
            deployments.save(over);
            if (rollBack) {
                rollBack(over, group);
            }
            lookAtScaling(row);
        });
    }

    private DeploymentRow ended(DeploymentRow row, DeploymentStatus status) {
        return row.with(b -> b.status(status)
                .completeTime(clock.instant())
                .deploymentOverview(DeploymentStart.overview(targets.of(row))));
    }

    private void rollBack(DeploymentRow over, DeploymentGroupInfo group) {
        DeploymentRow good = deployments
                .lastSuccessful(over.account(), over.region(), over.groupId())
                .orElse(null);
        if (good == null) {
            deployments.save(over.with(b -> b.rollbackInfo(RollbackInfo.builder()
                    .rollbackMessage("Rollback was not started because there is no previous successful deployment.")
                    .build())));
            return;
        }
        DeploymentInfo back = start.of(group, clock.instant())
                .deploymentConfigName(over.info().deploymentConfigName())
                .revision(good.info().revision())
                .creator(DeploymentCreator.CODE_DEPLOY_ROLLBACK)
                .ignoreApplicationStopFailures(over.info().ignoreApplicationStopFailures())
                .fileExistsBehavior(over.info().fileExistsBehavior())
                .description(
                        "Rollback of deployment %s to the revision of deployment %s".formatted(over.id(), good.id()))
                .rollbackInfo(RollbackInfo.builder()
                        .rollbackTriggeringDeploymentId(over.id())
                        .build())
                .build();
        deployments.save(over.with(b -> b.rollbackInfo(
                RollbackInfo.builder().rollbackDeploymentId(back.deploymentId()).build())));
        start.begin(new DeploymentRow(over.account(), over.region(), over.groupId(), false, false, back));
    }
}
