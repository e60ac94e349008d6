package dev.cloudlet.deploy.group;

import dev.cloudlet.deploy.DeployError;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilter;
import software.amazon.awssdk.services.codedeploy.model.EC2TagFilterType;
import software.amazon.awssdk.services.codedeploy.model.LoadBalancerInfo;

/** What CodeDeploy refuses in a deployment group, and what this cloud does not have yet, each by name. */
public final class GroupRules {
    private static final Pattern ROLE = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");

    private GroupRules() {}

    /** What the group itself cannot hold. */
    static void request(CreateDeploymentGroupRequest r) {
        if (r.hasTriggerConfigurations() && !r.triggerConfigurations().isEmpty()) {
            throw DeployError.INVALID_TRIGGER_CONFIG.of("Triggers are not available in this cloud yet");
        }
        alarms(r.alarmConfiguration());
        if (r.blueGreenDeploymentConfiguration() != null) {
            throw DeployError.INVALID_BLUE_GREEN.of("Blue/green deployments are not available in this cloud yet");
        }
        if (r.hasEcsServices() && !r.ecsServices().isEmpty()) {
            throw DeployError.INVALID_ECS_SERVICE.of("Amazon ECS services are not available in this cloud yet");
        }
        if (!r.onPremisesInstanceTagFilters().isEmpty()
                || (r.onPremisesTagSet() != null
                        && !r.onPremisesTagSet().onPremisesTagSetList().isEmpty())) {
            throw DeployError.INVALID_TAG.of("On-premises instances are not available in this cloud yet");
        }
        if (r.hasTags() && !r.tags().isEmpty()) {
            throw DeployError.INVALID_TAGS_TO_ADD.of("Tags of deployment groups are not available in this cloud yet");
        }
        if (Boolean.TRUE.equals(r.terminationHookEnabled())) {
            throw DeployError.INVALID_INPUT.of("terminationHookEnabled is not available in this cloud yet");
        }
    }

    /** The group as it would be kept. */
    static DeploymentGroupInfo checked(DeploymentGroupInfo group, String account) {
        if (group.serviceRoleArn() == null
                || !ROLE.matcher(group.serviceRoleArn()).matches()
                || !group.serviceRoleArn().contains("::" + account + ":")) {
            throw DeployError.INVALID_ROLE.of("Cannot assume role provided.");
        }
        if (!group.ec2TagFilters().isEmpty()
                && group.ec2TagSet() != null
                && !group.ec2TagSet().ec2TagSetList().isEmpty()) {
            throw DeployError.INVALID_EC2_TAG_COMBINATION.of(
                    "A call was submitted that specified both Ec2TagFilters and Ec2TagSet, but only one of these data types can be used in a single call.");
        }
        group.ec2TagFilters().forEach(GroupRules::filter);
        if (group.ec2TagSet() != null) {
            group.ec2TagSet().ec2TagSetList().stream().flatMap(List::stream).forEach(GroupRules::filter);
        }
        if (group.deploymentStyle().deploymentType() != DeploymentType.IN_PLACE) {
            throw DeployError.INVALID_DEPLOYMENT_STYLE.of(
                    "Blue/green deployments are not available in this cloud yet; use IN_PLACE");
        }
        rollback(group.autoRollbackConfiguration());
        loadBalancer(group.loadBalancerInfo(), group.deploymentStyle().deploymentOption());
        return group;
    }

    private static void filter(EC2TagFilter filter) {
        EC2TagFilterType type = filter.type();
        boolean complete =
                switch (type) {
                    case KEY_ONLY -> filter.key() != null;
                    case VALUE_ONLY -> filter.value() != null;
                    case KEY_AND_VALUE -> filter.key() != null && filter.value() != null;
                    case UNKNOWN_TO_SDK_VERSION -> false;
                    case null -> false;
                };
        if (!complete) {
            throw DeployError.INVALID_EC2_TAG.of("The EC2 tag was specified in an invalid format.");
        }
    }

    /** The same for a deployment's own. */
    public static void rollback(@Nullable AutoRollbackConfiguration rollback) {
        if (rollback == null || !Boolean.TRUE.equals(rollback.enabled())) {
            return;
        }
        if (rollback.events().isEmpty()) {
            throw DeployError.INVALID_AUTO_ROLLBACK_CONFIG.of(
                    "The automatic rollback configuration was enabled, but no rollback events were specified");
        }
        if (rollback.events().contains(AutoRollbackEvent.DEPLOYMENT_STOP_ON_ALARM)) {
            throw DeployError.INVALID_AUTO_ROLLBACK_CONFIG.of(
                    "DEPLOYMENT_STOP_ON_ALARM is not available in this cloud yet");
        }
    }

    /** The same for a deployment's own. */
    public static void alarms(@Nullable AlarmConfiguration alarms) {
        if (alarms != null
                && (Boolean.TRUE.equals(alarms.enabled()) || !alarms.alarms().isEmpty())) {
            throw DeployError.INVALID_ALARM_CONFIG.of("Alarms of deployments are not available in this cloud yet");
        }
    }

    private static void loadBalancer(@Nullable LoadBalancerInfo balancer, @Nullable DeploymentOption option) {
        boolean named = false;
        if (balancer != null) {
            if (!balancer.elbInfoList().isEmpty()
                    || !balancer.targetGroupPairInfoList().isEmpty()) {
                throw DeployError.INVALID_LOAD_BALANCER_INFO.of(
                        "Only target groups are available in this cloud; use targetGroupInfoList");
            }
            if (balancer.targetGroupInfoList().stream()
                    .anyMatch(g -> g.name() == null || g.name().isBlank())) {
                throw DeployError.INVALID_LOAD_BALANCER_INFO.of("Target group name is missing");
            }
            named = !balancer.targetGroupInfoList().isEmpty();
        }
        if (option == DeploymentOption.WITH_TRAFFIC_CONTROL && !named) {
            throw DeployError.INVALID_LOAD_BALANCER_INFO.of(
                    "When a deploymentOption is set to WITH_TRAFFIC_CONTROL, loadBalancerInfo must be specified");
        }
    }
}
