package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.deploy.Pages;
import dev.cloudlet.deploy.application.Applications;
import dev.cloudlet.deploy.config.DeploymentConfigs;
import dev.cloudlet.deploy.group.DeploymentGroups;
import dev.cloudlet.deploy.group.GroupRules;
import dev.cloudlet.deploy.revision.RevisionRules;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackEvent;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentCreator;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentInfo;
import software.amazon.awssdk.services.codedeploy.model.FileExistsBehavior;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentsResponse;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.StopDeploymentResponse;
import software.amazon.awssdk.services.codedeploy.model.StopStatus;
import software.amazon.awssdk.services.codedeploy.model.TimeRange;

@AwsOperations
class DeploymentOperations {
    private static final int MOST_IN_A_BATCH = 25;

    private final Deployments deployments;
    private final DeploymentAccess access;
    private final DeploymentStart start;
    private final Applications applications;
    private final DeploymentGroups groups;
    private final DeploymentConfigs configs;
    private final WorkQueue work;

    DeploymentOperations(
            Deployments deployments,
            DeploymentAccess access,
            DeploymentStart start,
            Applications applications,
            DeploymentGroups groups,
            DeploymentConfigs configs,
            WorkQueue work) {
        this.deployments = deployments;
        this.access = access;
        this.start = start;
        this.applications = applications;
        this.groups = groups;
        this.configs = configs;
        this.work = work;
    }

    @Authorize(
            action = "codedeploy:CreateDeployment",
            resource = "arn:aws:codedeploy:{region}:{account}:deploymentgroup:{applicationName}/{deploymentGroupName}")
    CreateDeploymentResponse createDeployment(Call call, CreateDeploymentRequest r) {
        applications.get(call, r.applicationName());
        if (r.deploymentGroupName() == null) {
            throw DeployError.DEPLOYMENT_GROUP_NAME_REQUIRED.of("The deployment group name was not specified.");
        }
        DeploymentGroupInfo group = groups.get(call, r.applicationName(), r.deploymentGroupName());
        DeploymentInfo info = info(call, r, group);
        groups.lock(call.account(), call.region(), group.deploymentGroupId());
        deployments
                .active(call.account(), call.region(), group.deploymentGroupId())
                .ifPresent(id -> {
                    throw DeployError.DEPLOYMENT_LIMIT_EXCEEDED.of(
                            "The Deployment Group '%s' already has an active Deployment '%s'",
                            group.deploymentGroupName(), id);
                });
        start.begin(new DeploymentRow(call.account(), call.region(), group.deploymentGroupId(), false, false, info));
        return CreateDeploymentResponse.builder()
                .deploymentId(info.deploymentId())
                .build();
    }

    private DeploymentInfo info(Call call, CreateDeploymentRequest r, DeploymentGroupInfo group) {
        if (r.targetInstances() != null) {
            throw DeployError.INVALID_TARGET_INSTANCES.of(
                    "targetInstances is for blue/green deployments, which are not available in this cloud yet");
        }
        GroupRules.alarms(r.overrideAlarmConfiguration());
        GroupRules.rollback(r.autoRollbackConfiguration());
        DeploymentInfo.Builder info = start.of(group, call.time())
                .revision(RevisionRules.checked(r.revision() == null ? group.targetRevision() : r.revision()))
                .creator(DeploymentCreator.USER)
                .description(r.description())
                .ignoreApplicationStopFailures(Boolean.TRUE.equals(r.ignoreApplicationStopFailures()))
                .updateOutdatedInstancesOnly(Boolean.TRUE.equals(r.updateOutdatedInstancesOnly()))
                .fileExistsBehavior(Objects.requireNonNullElse(r.fileExistsBehavior(), FileExistsBehavior.DISALLOW));
        if (r.deploymentConfigName() != null) {
            info.deploymentConfigName(
                    configs.get(call, r.deploymentConfigName()).deploymentConfigName());
        }
        if (r.autoRollbackConfiguration() != null) {
            info.autoRollbackConfiguration(r.autoRollbackConfiguration());
        }
        return info.build();
    }

    @AuthorizedInCode(actions = "codedeploy:GetDeployment", because = "the deployment's group is not in the request")
    GetDeploymentResponse getDeployment(Call call, GetDeploymentRequest request) {
        return GetDeploymentResponse.builder()
                .deploymentInfo(access.get(call, "codedeploy:GetDeployment", request.deploymentId())
                        .info())
                .build();
    }

    @AuthorizedInCode(
            actions = "codedeploy:BatchGetDeployments",
            because = "the deployments' groups are not in the request")
    BatchGetDeploymentsResponse batchGetDeployments(Call call, BatchGetDeploymentsRequest request) {
        if (request.deploymentIds().size() > MOST_IN_A_BATCH) {
            throw DeployError.BATCH_LIMIT_EXCEEDED.of(
                    "The maximum number of names or IDs allowed for this request (25) was exceeded.");
        }
        if (request.deploymentIds().isEmpty()) {
            throw DeployError.DEPLOYMENT_ID_REQUIRED.of("At least one deployment ID must be specified.");
        }
        request.deploymentIds().forEach(DeploymentAccess::checked);
        List<DeploymentRow> rows = deployments.find(call.account(), call.region(), request.deploymentIds());
        if (rows.isEmpty()) {
            call.authorize("codedeploy:BatchGetDeployments", DeploymentAccess.anyGroup(call));
        }
        rows.forEach(row -> DeploymentAccess.authorize(call, "codedeploy:BatchGetDeployments", row));
        return BatchGetDeploymentsResponse.builder()
                .deploymentsInfo(rows.stream().map(DeploymentRow::info).toList())
                .build();
    }

    @Authorize(
            action = "codedeploy:ListDeployments",
            resource =
                    "arn:aws:codedeploy:{region}:{account}:deploymentgroup:{applicationName|*}/{deploymentGroupName|*}")
    ListDeploymentsResponse listDeployments(Call call, ListDeploymentsRequest r) {
        if (r.externalId() != null) {
            throw DeployError.INVALID_EXTERNAL_ID.of("Deployments of CloudFormation are not available in this cloud");
        }
        String application = r.applicationName();
        String group = r.deploymentGroupName();
        if (application != null) {
            applications.get(call, application);
            if (group != null) {
                groups.get(call, application, group);
            }
        } else if (group != null) {
            throw DeployError.INVALID_INPUT.of(
                    "If a deployment group name is specified, an application name must be too");
        }
        TimeRange range = r.createTimeRange();
        if (range != null
                && range.start() != null
                && range.end() != null
                && range.start().isAfter(range.end())) {
            throw DeployError.INVALID_TIME_RANGE.of("The specified time range is invalid: it ends before it starts");
        }
        List<String> ids = deployments.list(call.account(), call.region()).stream()
                .map(DeploymentRow::info)
                .filter(d -> application == null || application.equals(d.applicationName()))
                .filter(d -> group == null || group.equals(d.deploymentGroupName()))
                .filter(d -> r.includeOnlyStatuses().isEmpty()
                        || r.includeOnlyStatuses().contains(d.status()))
                .filter(d -> within(range, d))
                .map(DeploymentInfo::deploymentId)
                .toList();
        Page<String> page = Pages.of(ids, r.nextToken());
        return ListDeploymentsResponse.builder()
                .deployments(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean within(@Nullable TimeRange range, DeploymentInfo deployment) {
        return range == null
                || ((range.start() == null || !deployment.createTime().isBefore(range.start()))
                        && (range.end() == null || !deployment.createTime().isAfter(range.end())));
    }

    @AuthorizedInCode(actions = "codedeploy:StopDeployment", because = "the deployment's group is not in the request")
    StopDeploymentResponse stopDeployment(Call call, StopDeploymentRequest request) {
        DeploymentRow row = access.get(call, "codedeploy:StopDeployment", request.deploymentId());
        if (row.over()) {
            throw DeployError.DEPLOYMENT_ALREADY_COMPLETED.of(
                    "The deployment %s is already in its final state: %s",
                    row.id(), row.info().statusAsString());
        }
        boolean rollback = Objects.requireNonNullElseGet(
                request.autoRollbackEnabled(),
                () -> DeploymentEnd.configured(row, AutoRollbackEvent.DEPLOYMENT_STOP_ON_REQUEST));
        deployments.requestStop(row.account(), row.region(), row.id(), rollback);
        work.request(DeploymentWork.NAME, row.key());
        return StopDeploymentResponse.builder()
                .status(StopStatus.PENDING)
                .statusMessage("The stop operation is pending.")
                .build();
    }
}
