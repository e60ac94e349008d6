package dev.cloudlet.deploy;

import dev.cloudlet.protocol.ErrorCode;

/** CodeDeploy's own errors. */
public enum DeployError implements ErrorCode {
    APPLICATION_ALREADY_EXISTS("ApplicationAlreadyExistsException"),
    APPLICATION_DOES_NOT_EXIST("ApplicationDoesNotExistException"),
    BATCH_LIMIT_EXCEEDED("BatchLimitExceededException"),
    BUCKET_NAME_FILTER_REQUIRED("BucketNameFilterRequiredException"),
    DEPLOYMENT_ALREADY_COMPLETED("DeploymentAlreadyCompletedException"),
    DEPLOYMENT_CONFIG_ALREADY_EXISTS("DeploymentConfigAlreadyExistsException"),
    DEPLOYMENT_CONFIG_DOES_NOT_EXIST("DeploymentConfigDoesNotExistException"),
    DEPLOYMENT_CONFIG_IN_USE("DeploymentConfigInUseException"),
    DEPLOYMENT_DOES_NOT_EXIST("DeploymentDoesNotExistException"),
    DEPLOYMENT_GROUP_ALREADY_EXISTS("DeploymentGroupAlreadyExistsException"),
    DEPLOYMENT_GROUP_DOES_NOT_EXIST("DeploymentGroupDoesNotExistException"),
    DEPLOYMENT_GROUP_NAME_REQUIRED("DeploymentGroupNameRequiredException"),
    DEPLOYMENT_ID_REQUIRED("DeploymentIdRequiredException"),
    DEPLOYMENT_LIMIT_EXCEEDED("DeploymentLimitExceededException"),
    DEPLOYMENT_TARGET_DOES_NOT_EXIST("DeploymentTargetDoesNotExistException"),
    DEPLOYMENT_TARGET_ID_REQUIRED("DeploymentTargetIdRequiredException"),
    DEPLOYMENT_TARGET_LIST_SIZE_EXCEEDED("DeploymentTargetListSizeExceededException"),
    INVALID_ALARM_CONFIG("InvalidAlarmConfigException"),
    INVALID_APPLICATION_NAME("InvalidApplicationNameException"),
    INVALID_AUTO_ROLLBACK_CONFIG("InvalidAutoRollbackConfigException"),
    INVALID_BLUE_GREEN("InvalidBlueGreenDeploymentConfigurationException"),
    INVALID_COMPUTE_PLATFORM("InvalidComputePlatformException"),
    INVALID_DEPLOYMENT_CONFIG_NAME("InvalidDeploymentConfigNameException"),
    INVALID_DEPLOYMENT_GROUP_NAME("InvalidDeploymentGroupNameException"),
    INVALID_DEPLOYMENT_ID("InvalidDeploymentIdException"),
    INVALID_DEPLOYMENT_STYLE("InvalidDeploymentStyleException"),
    INVALID_EC2_TAG_COMBINATION("InvalidEC2TagCombinationException"),
    INVALID_EC2_TAG("InvalidEC2TagException"),
    INVALID_ECS_SERVICE("InvalidECSServiceException"),
    INVALID_EXTERNAL_ID("InvalidExternalIdException"),
    INVALID_INPUT("InvalidInputException"),
    INVALID_LOAD_BALANCER_INFO("InvalidLoadBalancerInfoException"),
    INVALID_MINIMUM_HEALTHY_HOST_VALUE("InvalidMinimumHealthyHostValueException"),
    INVALID_NEXT_TOKEN("InvalidNextTokenException"),
    INVALID_OPERATION("InvalidOperationException"),
    INVALID_REVISION("InvalidRevisionException"),
    INVALID_ROLE("InvalidRoleException"),
    INVALID_TAG("InvalidTagException"),
    INVALID_TAGS_TO_ADD("InvalidTagsToAddException"),
    INVALID_TARGET_INSTANCES("InvalidTargetInstancesException"),
    INVALID_TIME_RANGE("InvalidTimeRangeException"),
    INVALID_TRIGGER_CONFIG("InvalidTriggerConfigException"),
    INVALID_ZONAL_CONFIG("InvalidZonalDeploymentConfigurationException"),
    REVISION_DOES_NOT_EXIST("RevisionDoesNotExistException"),
    REVISION_REQUIRED("RevisionRequiredException");

    private final String code;

    DeployError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 400;
    }
}
