package dev.cloudlet.deploy.deployment;

import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;

/** The instances of a deployment group, and the load balancer in front of them: the cloud as the group's role sees it. */
interface Fleet {
    /** The running instances that the group's tags and Auto Scaling groups name. */
    Set<String> instances(DeploymentRow row, DeploymentGroupInfo group);

    /** The instances of the group's Auto Scaling groups that are in service, or wait for a launch hook. */
    List<ScaledInstance> scaled(String account, String region, DeploymentGroupInfo group);

    /** Those of these instances that are terminated, or about to be. */
    Set<String> terminated(DeploymentRow row, DeploymentGroupInfo group, Set<String> instances);

    /** Works towards the instance being out of all target groups; true when it is. */
    boolean blocked(DeploymentRow row, DeploymentGroupInfo group, String instance);

    /** Works towards the instance being healthy in all target groups; true when it is. */
    boolean allowed(DeploymentRow row, DeploymentGroupInfo group, String instance);

    /** A target group that the role does not find. */
    final class Missing extends RuntimeException {
        Missing(List<String> names) {
            super("The target groups " + names + " cannot be found");
        }
    }
}
