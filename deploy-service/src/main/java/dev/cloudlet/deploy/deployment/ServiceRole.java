package dev.cloudlet.deploy.deployment;

import dev.cloudlet.kit.role.RoleSession;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** As whom CodeDeploy works for a deployment group. */
record ServiceRole(String region, String arn, String groupArn) {
    static ServiceRole of(String account, String region, DeploymentGroupInfo group) {
        return new ServiceRole(
                region,
                group.serviceRoleArn(),
                "arn:aws:codedeploy:" + region + ":" + account + ":deploymentgroup:" + group.applicationName() + "/"
                        + group.deploymentGroupName());
    }

    RoleSession session() {
        return new RoleSession(arn, "codedeploy.amazonaws.com", "CodeDeploySession", groupArn);
    }
}
