package dev.cloudlet.deploy.deployment;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStatus;

/**
 * A deployment and what drives it.
 *
 * @param stop whether it was asked to stop
 * @param stopRollback whether it is rolled back then, whatever its configuration says
 * @param info what users see
 */
public record DeploymentRow(
        String account, String region, String groupId, boolean stop, boolean stopRollback, DeploymentInfo info) {

    String id() {
        return info.deploymentId();
    }

    String key() {
        return account + "/" + region + "/" + id();
    }

    String arnPrefix() {
        return "arn:aws:codedeploy:" + region + ":" + account + ":";
    }

    boolean over() {
        DeploymentStatus status = info.status();
        return status == DeploymentStatus.SUCCEEDED
                || status == DeploymentStatus.FAILED
                || status == DeploymentStatus.STOPPED;
    }

    DeploymentRow with(UnaryOperator<DeploymentInfo.Builder> change) {
        return new DeploymentRow(
                account,
                region,
                groupId,
                stop,
                stopRollback,
                change.apply(info.toBuilder()).build());
    }
}
