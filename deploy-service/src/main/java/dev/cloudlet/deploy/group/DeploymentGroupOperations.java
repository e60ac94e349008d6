package dev.cloudlet.deploy.group;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.deploy.Names;
import dev.cloudlet.deploy.Pages;
import dev.cloudlet.deploy.application.Applications;
import dev.cloudlet.deploy.config.DeploymentConfigs;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AutoScalingGroup;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentGroupsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentOption;
import software.amazon.awssdk.services.codedeploy.model.DeploymentStyle;
import software.amazon.awssdk.services.codedeploy.model.DeploymentType;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentGroupResponse;
import software.amazon.awssdk.services.codedeploy.model.LastDeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentGroupsResponse;
import software.amazon.awssdk.services.codedeploy.model.OutdatedInstancesStrategy;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocation;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupRequest;
import software.amazon.awssdk.services.codedeploy.model.UpdateDeploymentGroupResponse;

@AwsOperations
class DeploymentGroupOperations {
    private static final String GROUPS = "arn:aws:codedeploy:{region}:{account}:deploymentgroup:{applicationName}/";
    private static final int MOST_IN_A_BATCH = 100;

    private final DeploymentGroups groups;
    private final Applications applications;
    private final DeploymentConfigs configs;
    private final WorkQueue work;

    DeploymentGroupOperations(
            DeploymentGroups groups, Applications applications, DeploymentConfigs configs, WorkQueue work) {
        this.groups = groups;
        this.applications = applications;
        this.configs = configs;
        this.work = work;
    }

    @Authorize(action = "codedeploy:CreateDeploymentGroup", resource = GROUPS + "{deploymentGroupName}")
    CreateDeploymentGroupResponse createDeploymentGroup(Call call, CreateDeploymentGroupRequest r) {
        applications.get(call, r.applicationName());
        GroupRules.request(r);
        String name =
                Names.checked(r.deploymentGroupName(), "Deployment group", DeployError.INVALID_DEPLOYMENT_GROUP_NAME);
        DeploymentGroupInfo group = GroupRules.checked(
                DeploymentGroupInfo.builder()
                        .applicationName(r.applicationName())
                        .deploymentGroupName(name)
                        .deploymentGroupId(UUID.randomUUID().toString())
                        .deploymentConfigName(
                                Objects.requireNonNullElse(r.deploymentConfigName(), DeploymentConfigs.DEFAULT))
                        .serviceRoleArn(r.serviceRoleArn())
                        .ec2TagFilters(r.ec2TagFilters())
                        .ec2TagSet(r.ec2TagSet())
                        .autoScalingGroups(scaling(name, r.autoScalingGroups(), List.of()))
                        .onPremisesInstanceTagFilters(List.of())
                        .triggerConfigurations(List.of())
                        .autoRollbackConfiguration(r.autoRollbackConfiguration())
                        .deploymentStyle(style(r.deploymentStyle()))
                        .outdatedInstancesStrategy(Objects.requireNonNullElse(
                                r.outdatedInstancesStrategy(), OutdatedInstancesStrategy.UPDATE))
                        .loadBalancerInfo(r.loadBalancerInfo())
                        .computePlatform(ComputePlatform.SERVER)
                        .terminationHookEnabled(false)
                        .build(),
                call.account());
        configs.get(call, group.deploymentConfigName());
        passRole(call, group);
        if (!groups.add(call, group)) {
            throw exists(name);
        }
        work.request("scale-out", call.account() + "/" + call.region() + "/" + group.deploymentGroupId());
        return CreateDeploymentGroupResponse.builder()
                .deploymentGroupId(group.deploymentGroupId())
                .build();
    }

    @Authorize(action = "codedeploy:UpdateDeploymentGroup", resource = GROUPS + "{currentDeploymentGroupName}")
    UpdateDeploymentGroupResponse updateDeploymentGroup(Call call, UpdateDeploymentGroupRequest r) {
        applications.get(call, r.applicationName());
        DeploymentGroupInfo before = groups.get(call, r.applicationName(), r.currentDeploymentGroupName());
        GroupRules.request(CreateDeploymentGroupRequest.builder()
                .triggerConfigurations(r.triggerConfigurations())
                .alarmConfiguration(r.alarmConfiguration())
                .blueGreenDeploymentConfiguration(r.blueGreenDeploymentConfiguration())
                .ecsServices(r.ecsServices())
                .onPremisesInstanceTagFilters(r.onPremisesInstanceTagFilters())
                .onPremisesTagSet(r.onPremisesTagSet())
                .terminationHookEnabled(r.terminationHookEnabled())
                .build());
        DeploymentGroupInfo group = GroupRules.checked(changed(before, r), call.account());
        String name = group.deploymentGroupName();
        Names.checked(name, "Deployment group", DeployError.INVALID_DEPLOYMENT_GROUP_NAME);
        if (!name.equals(before.deploymentGroupName())
                && groups.names(call, r.applicationName()).contains(name)) {
            throw exists(name);
        }
        configs.get(call, group.deploymentConfigName());
        if (r.serviceRoleArn() != null) {
            passRole(call, group);
        }
        groups.replace(call, group);
        work.request("scale-out", call.account() + "/" + call.region() + "/" + group.deploymentGroupId());
        return UpdateDeploymentGroupResponse.builder()
                .hooksNotCleanedUp(List.of())
                .build();
    }

    private static DeploymentGroupInfo changed(DeploymentGroupInfo before, UpdateDeploymentGroupRequest r) {
        DeploymentGroupInfo.Builder group = before.toBuilder()
                .lastAttemptedDeployment((LastDeploymentInfo) null)
                .lastSuccessfulDeployment((LastDeploymentInfo) null)
                .targetRevision((RevisionLocation) null)
                .deploymentGroupName(
                        Objects.requireNonNullElse(r.newDeploymentGroupName(), before.deploymentGroupName()))
                .deploymentConfigName(
                        Objects.requireNonNullElse(r.deploymentConfigName(), before.deploymentConfigName()))
                .serviceRoleArn(Objects.requireNonNullElse(r.serviceRoleArn(), before.serviceRoleArn()))
                .outdatedInstancesStrategy(
                        Objects.requireNonNullElse(r.outdatedInstancesStrategy(), before.outdatedInstancesStrategy()));
        if (r.hasEc2TagFilters()) {
            group.ec2TagFilters(r.ec2TagFilters());
        }
        if (r.ec2TagSet() != null) {
            group.ec2TagSet(r.ec2TagSet());
        }
        if (r.hasAutoScalingGroups()) {
            group.autoScalingGroups(
                    scaling(before.deploymentGroupName(), r.autoScalingGroups(), before.autoScalingGroups()));
        }
        if (r.autoRollbackConfiguration() != null) {
            group.autoRollbackConfiguration(r.autoRollbackConfiguration());
        }
        if (r.deploymentStyle() != null) {
            group.deploymentStyle(style(r.deploymentStyle()));
        }
        if (r.loadBalancerInfo() != null) {
            group.loadBalancerInfo(r.loadBalancerInfo());
        }
        return group.build();
    }

    private static DeploymentStyle style(@Nullable DeploymentStyle style) {
        return DeploymentStyle.builder()
                .deploymentType(
                        style == null || style.deploymentType() == null
                                ? DeploymentType.IN_PLACE
                                : style.deploymentType())
                .deploymentOption(
                        style == null || style.deploymentOption() == null
                                ? DeploymentOption.WITHOUT_TRAFFIC_CONTROL
                                : style.deploymentOption())
                .build();
    }

    /** Each with the hook that holds its new instances until they have been deployed to; one that is there keeps its hook. */
    private static List<AutoScalingGroup> scaling(String group, List<String> names, List<AutoScalingGroup> before) {
        return names.stream()
                .distinct()
                .map(name -> before.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseGet(() -> AutoScalingGroup.builder()
                                .name(name)
                                .hook("CodeDeploy-managed-automatic-launch-deployment-hook-" + group + "-"
                                        + UUID.randomUUID())
                                .build()))
                .toList();
    }

    private static void passRole(Call call, DeploymentGroupInfo group) {
        call.authorize(
                "iam:PassRole", group.serviceRoleArn(), Map.of("iam:PassedToService", "codedeploy.amazonaws.com"));
    }

    private static RuntimeException exists(String name) {
        return DeployError.DEPLOYMENT_GROUP_ALREADY_EXISTS.of("Deployment group name already exists: %s", name);
    }

    @Authorize(action = "codedeploy:DeleteDeploymentGroup", resource = GROUPS + "{deploymentGroupName}")
    DeleteDeploymentGroupResponse deleteDeploymentGroup(Call call, DeleteDeploymentGroupRequest request) {
        groups.delete(call, request.applicationName(), request.deploymentGroupName())
                .ifPresent(id -> work.request("scale-out", call.account() + "/" + call.region() + "/" + id));
        return DeleteDeploymentGroupResponse.builder()
                .hooksNotCleanedUp(List.of())
                .build();
    }

    @Authorize(action = "codedeploy:GetDeploymentGroup", resource = GROUPS + "{deploymentGroupName}")
    GetDeploymentGroupResponse getDeploymentGroup(Call call, GetDeploymentGroupRequest request) {
        applications.get(call, request.applicationName());
        return GetDeploymentGroupResponse.builder()
                .deploymentGroupInfo(groups.get(call, request.applicationName(), request.deploymentGroupName()))
                .build();
    }

    @Authorize(action = "codedeploy:BatchGetDeploymentGroups", resource = GROUPS + "{deploymentGroupNames}")
    BatchGetDeploymentGroupsResponse batchGetDeploymentGroups(Call call, BatchGetDeploymentGroupsRequest request) {
        applications.get(call, request.applicationName());
        if (request.deploymentGroupNames().size() > MOST_IN_A_BATCH) {
            throw DeployError.BATCH_LIMIT_EXCEEDED.of(
                    "The maximum number of names or IDs allowed for this request (100) was exceeded.");
        }
        if (request.deploymentGroupNames().isEmpty()) {
            throw DeployError.DEPLOYMENT_GROUP_NAME_REQUIRED.of("The deployment group name was not specified.");
        }
        return BatchGetDeploymentGroupsResponse.builder()
                .deploymentGroupsInfo(groups.find(call, request.applicationName(), request.deploymentGroupNames()))
                .build();
    }

    @Authorize(action = "codedeploy:ListDeploymentGroups", resource = GROUPS + "*")
    ListDeploymentGroupsResponse listDeploymentGroups(Call call, ListDeploymentGroupsRequest request) {
        applications.get(call, request.applicationName());
        Page<String> page = Pages.of(groups.names(call, request.applicationName()), request.nextToken());
        return ListDeploymentGroupsResponse.builder()
                .applicationName(request.applicationName())
                .deploymentGroups(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
