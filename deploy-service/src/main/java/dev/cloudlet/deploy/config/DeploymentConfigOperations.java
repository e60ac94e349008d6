package dev.cloudlet.deploy.config;

import dev.cloudlet.deploy.DeployError;
import dev.cloudlet.deploy.Names;
import dev.cloudlet.deploy.Pages;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codedeploy.model.ComputePlatform;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.DeleteDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.DeploymentConfigInfo;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigRequest;
import software.amazon.awssdk.services.codedeploy.model.GetDeploymentConfigResponse;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsRequest;
import software.amazon.awssdk.services.codedeploy.model.ListDeploymentConfigsResponse;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHosts;
import software.amazon.awssdk.services.codedeploy.model.MinimumHealthyHostsType;

@AwsOperations
class DeploymentConfigOperations {
    private static final String ARN = "arn:aws:codedeploy:{region}:{account}:deploymentconfig:{deploymentConfigName}";

    private final DeploymentConfigs configs;

    DeploymentConfigOperations(DeploymentConfigs configs) {
        this.configs = configs;
    }

    @Authorize(action = "codedeploy:CreateDeploymentConfig", resource = ARN)
    CreateDeploymentConfigResponse createDeploymentConfig(Call call, CreateDeploymentConfigRequest request) {
        String name = Names.checked(
                request.deploymentConfigName(), "Deployment configuration", DeployError.INVALID_DEPLOYMENT_CONFIG_NAME);
        if (name.startsWith("CodeDeployDefault.")) {
            throw DeployError.INVALID_DEPLOYMENT_CONFIG_NAME.of(
                    "Deployment configuration names that start with CodeDeployDefault. are reserved");
        }
        if (request.computePlatform() != null && request.computePlatform() != ComputePlatform.SERVER) {
            throw DeployError.INVALID_COMPUTE_PLATFORM.of(
                    "The compute platform %s is not available in this cloud yet; use Server",
                    request.computePlatformAsString());
        }
        if (request.zonalConfig() != null) {
            throw DeployError.INVALID_ZONAL_CONFIG.of("zonalConfig is not available in this cloud yet");
        }
        DeploymentConfigInfo config = DeploymentConfigInfo.builder()
                .deploymentConfigId(UUID.randomUUID().toString())
                .deploymentConfigName(name)
                .minimumHealthyHosts(checked(request.minimumHealthyHosts()))
                .createTime(call.time())
                .computePlatform(ComputePlatform.SERVER)
                .build();
        if (!configs.add(call, config)) {
            throw DeployError.DEPLOYMENT_CONFIG_ALREADY_EXISTS.of("Deployment configuration already exists: %s", name);
        }
        return CreateDeploymentConfigResponse.builder()
                .deploymentConfigId(config.deploymentConfigId())
                .build();
    }

    private static MinimumHealthyHosts checked(@Nullable MinimumHealthyHosts hosts) {
        if (hosts == null || hosts.value() == null) {
            throw DeployError.INVALID_MINIMUM_HEALTHY_HOST_VALUE.of("Minimum healthy hosts must be specified");
        }
        boolean percent = hosts.type() == MinimumHealthyHostsType.FLEET_PERCENT;
        if (!percent && hosts.type() != MinimumHealthyHostsType.HOST_COUNT) {
            throw DeployError.INVALID_MINIMUM_HEALTHY_HOST_VALUE.of(
                    "The type of minimum healthy hosts must be HOST_COUNT or FLEET_PERCENT");
        }
        if (hosts.value() < 0 || (percent && hosts.value() > 100)) {
            throw DeployError.INVALID_MINIMUM_HEALTHY_HOST_VALUE.of(
                    "Minimum healthy hosts must be %s", percent ? "between 0 and 100 percent" : "0 or more");
        }
        return hosts;
    }

    @Authorize(action = "codedeploy:GetDeploymentConfig", resource = ARN)
    GetDeploymentConfigResponse getDeploymentConfig(Call call, GetDeploymentConfigRequest request) {
        return GetDeploymentConfigResponse.builder()
                .deploymentConfigInfo(configs.get(call, request.deploymentConfigName()))
                .build();
    }

    @Authorize(action = "codedeploy:DeleteDeploymentConfig", resource = ARN)
    DeleteDeploymentConfigResponse deleteDeploymentConfig(Call call, DeleteDeploymentConfigRequest request) {
        String name = request.deploymentConfigName();
        if (DeploymentConfigs.isBuiltIn(name)) {
            throw DeployError.INVALID_OPERATION.of("Predefined deployment configurations cannot be deleted: %s", name);
        }
        if (configs.inUse(call, name)) {
            throw DeployError.DEPLOYMENT_CONFIG_IN_USE.of("The deployment configuration is still in use: %s", name);
        }
        configs.delete(call, name);
        return DeleteDeploymentConfigResponse.builder().build();
    }

    @Authorize(action = "codedeploy:ListDeploymentConfigs")
    ListDeploymentConfigsResponse listDeploymentConfigs(Call call, ListDeploymentConfigsRequest request) {
        Page<String> page = Pages.of(configs.names(call), request.nextToken());
        return ListDeploymentConfigsResponse.builder()
                .deploymentConfigsList(page.items())
                .nextToken(page.nextToken())
                .build();
    }
}
