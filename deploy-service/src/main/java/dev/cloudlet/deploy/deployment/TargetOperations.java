package dev.cloudlet.deploy.deployment;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.deploy.Pages;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.BatchGetDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTarget;
import software.amazon.awssdk.services.codedeploy.model.DeploymentTargetType;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentTargetResponse;
import software.amazon.awssdk.services.codedeploy.model.InstanceTarget;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentTargetsResponse;
import software.amazon.awssdk.services.codedeploy.model.TargetFilterName;

@AwsOperations
class TargetOperations {
    private static final int MOST_IN_A_BATCH = 25;
    private static final String WHY = "the deployment's group is not in the request";

    private final DeploymentAccess access;
    private final Targets targets;

    TargetOperations(DeploymentAccess access, Targets targets) {
        this.access = access;
        this.targets = targets;
    }

    @AuthorizedInCode(actions = "codedeploy:ListDeploymentTargets", because = WHY)
    ListDeploymentTargetsResponse listDeploymentTargets(Call call, ListDeploymentTargetsRequest request) {
        DeploymentRow row = access.get(call, "codedeploy:ListDeploymentTargets", request.deploymentId());
        List<String> ids = targets.of(row).stream()
                .filter(target -> wanted(request, target))
                .map(InstanceTarget::targetId)
                .toList();
        Page<String> page = Pages.of(ids, request.nextToken());
        return ListDeploymentTargetsResponse.builder()
                .targetIds(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean wanted(ListDeploymentTargetsRequest request, InstanceTarget target) {
        List<String> statuses = request.targetFilters().get(TargetFilterName.TARGET_STATUS);
        List<String> labels = request.targetFilters().get(TargetFilterName.SERVER_INSTANCE_LABEL);
        return (statuses == null || statuses.contains(target.statusAsString()))
                && (labels == null || labels.contains(target.instanceLabelAsString()));
    }

    @AuthorizedInCode(actions = "codedeploy:GetDeploymentTarget", because = WHY)
    GetDeploymentTargetResponse getDeploymentTarget(Call call, GetDeploymentTargetRequest request) {
        DeploymentRow row = access.get(call, "codedeploy:GetDeploymentTarget", request.deploymentId());
        return GetDeploymentTargetResponse.builder()
                .deploymentTarget(target(targets.of(row), request.targetId()))
                .build();
    }

    @AuthorizedInCode(actions = "codedeploy:BatchGetDeploymentTargets", because = WHY)
    BatchGetDeploymentTargetsResponse batchGetDeploymentTargets(Call call, BatchGetDeploymentTargetsRequest request) {
        DeploymentRow row = access.get(call, "codedeploy:BatchGetDeploymentTargets", request.deploymentId());
        if (request.targetIds().size() > MOST_IN_A_BATCH) {
            throw DeployError.DEPLOYMENT_TARGET_LIST_SIZE_EXCEEDED.of(
                    "The maximum number of targets that can be associated with a request (25) was exceeded.");
        }
        List<InstanceTarget> all = targets.of(row);
        return BatchGetDeploymentTargetsResponse.builder()
                .deploymentTargets(
                        request.targetIds().stream().map(id -> target(all, id)).toList())
                .build();
    }

    private static DeploymentTarget target(List<InstanceTarget> all, @Nullable String id) {
        if (id == null) {
            throw DeployError.DEPLOYMENT_TARGET_ID_REQUIRED.of("A deployment target ID was not provided.");
        }
        // A target may also be named by its ARN.
        return all.stream()
                .filter(target -> id.equals(target.targetId()) || id.equals(target.targetArn()))
                .findFirst()
                .map(target -> DeploymentTarget.builder()
                        .deploymentTargetType(DeploymentTargetType.INSTANCE_TARGET)
                        .instanceTarget(target)
                        .build())
                .orElseThrow(() -> DeployError.DEPLOYMENT_TARGET_DOES_NOT_EXIST.of(
                        "The provided target ID does not belong to the attempted deployment: %s", id));
    }
}
