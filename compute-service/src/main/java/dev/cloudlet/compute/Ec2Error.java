package dev.cloudlet.compute;

import dev.cloudlet.protocol.ErrorCode;

/**
 * The errors of EC2.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html">EC2's error codes</a>
 */
public enum Ec2Error implements ErrorCode {
    DEPENDENCY_VIOLATION("DependencyViolation", 400),
    DRY_RUN_OPERATION("DryRunOperation", 412),
    FILTER_LIMIT_EXCEEDED("FilterLimitExceeded", 400),
    GATEWAY_NOT_ATTACHED("Gateway.NotAttached", 400),
    IDEMPOTENT_PARAMETER_MISMATCH("IdempotentParameterMismatch", 400),
    INCORRECT_INSTANCE_STATE("IncorrectInstanceState", 400),
    INSUFFICIENT_FREE_ADDRESSES("InsufficientFreeAddressesInSubnet", 400),
    INSTANCE_LIMIT_EXCEEDED("InstanceLimitExceeded", 400),
    INSUFFICIENT_INSTANCE_CAPACITY("InsufficientInstanceCapacity", 500),
    INVALID_AMI_ID_MALFORMED("InvalidAMIID.Malformed", 400),
    INVALID_AMI_ID_NOT_FOUND("InvalidAMIID.NotFound", 400),
    INVALID_AMI_ID_UNAVAILABLE("InvalidAMIID.Unavailable", 400),
    INVALID_AMI_NAME_DUPLICATE("InvalidAMIName.Duplicate", 400),
    INVALID_AMI_NAME_MALFORMED("InvalidAMIName.Malformed", 400),
    INVALID_FILTER("InvalidParameterValue", 400),
    INVALID_GROUP_DUPLICATE("InvalidGroup.Duplicate", 400),
    INVALID_GROUP_IN_USE("DependencyViolation", 400),
    INVALID_GROUP_NOT_FOUND("InvalidGroup.NotFound", 400),
    INVALID_GROUP_ID_MALFORMED("InvalidGroupId.Malformed", 400),
    INVALID_ID("InvalidID", 400),
    INVALID_INSTANCE_ATTRIBUTE_VALUE("InvalidInstanceAttributeValue", 400),
    INVALID_INSTANCE_ID_MALFORMED("InvalidInstanceID.Malformed", 400),
    INVALID_INSTANCE_ID_NOT_FOUND("InvalidInstanceID.NotFound", 400),
    INVALID_INSTANCE_TYPE("InvalidInstanceType", 400),
    INVALID_INTERNET_GATEWAY_ID_NOT_FOUND("InvalidInternetGatewayID.NotFound", 400),
    INVALID_IP_ADDRESS_IN_USE("InvalidIPAddress.InUse", 400),
    INVALID_KEY_FORMAT("InvalidKey.Format", 400),
    INVALID_KEY_PAIR_DUPLICATE("InvalidKeyPair.Duplicate", 400),
    INVALID_KEY_PAIR_NOT_FOUND("InvalidKeyPair.NotFound", 400),
    INVALID_LAUNCH_TEMPLATE_ID_MALFORMED("InvalidLaunchTemplateId.Malformed", 400),
    INVALID_LAUNCH_TEMPLATE_ID_NOT_FOUND("InvalidLaunchTemplateId.NotFound", 400),
    INVALID_LAUNCH_TEMPLATE_VERSION("InvalidLaunchTemplateId.VersionNotFound", 400),
    INVALID_LAUNCH_TEMPLATE_NAME_EXISTS("InvalidLaunchTemplateName.AlreadyExistsException", 400),
    INVALID_LAUNCH_TEMPLATE_NAME_MALFORMED("InvalidLaunchTemplateName.MalformedException", 400),
    INVALID_LAUNCH_TEMPLATE_NAME_NOT_FOUND("InvalidLaunchTemplateName.NotFoundException", 400),
    INVALID_NETWORK_ACL_ID_NOT_FOUND("InvalidNetworkAclID.NotFound", 400),
    INVALID_NETWORK_INTERFACE_ID_NOT_FOUND("InvalidNetworkInterfaceID.NotFound", 400),
    INVALID_PARAMETER("InvalidParameter", 400),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    INVALID_PERMISSION_DUPLICATE("InvalidPermission.Duplicate", 400),
    INVALID_PERMISSION_MALFORMED("InvalidPermission.Malformed", 400),
    INVALID_PERMISSION_NOT_FOUND("InvalidPermission.NotFound", 400),
    INVALID_ROUTE_TABLE_ID_NOT_FOUND("InvalidRouteTableID.NotFound", 400),
    INVALID_SECURITY_GROUP_RULE_ID_NOT_FOUND("InvalidSecurityGroupRuleId.NotFound", 400),
    INVALID_SUBNET("InvalidSubnet", 400),
    INVALID_SUBNET_CONFLICT("InvalidSubnet.Conflict", 400),
    INVALID_SUBNET_ID_NOT_FOUND("InvalidSubnetID.NotFound", 400),
    INVALID_SUBNET_RANGE("InvalidSubnet.Range", 400),
    INVALID_USER_DATA_MALFORMED("InvalidUserData.Malformed", 400),
    INVALID_VPC_ID_NOT_FOUND("InvalidVpcID.NotFound", 400),
    INVALID_VPC_RANGE("InvalidVpc.Range", 400),
    INVALID_ZONE("InvalidParameterValue", 400),
    MISSING_INPUT("MissingInput", 400),
    MISSING_PARAMETER("MissingParameter", 400),
    NETWORK_INTERFACE_IN_USE("InvalidNetworkInterface.InUse", 400),
    OPERATION_NOT_PERMITTED("OperationNotPermitted", 400),
    CANNOT_DELETE("CannotDelete", 400),
    RESOURCE_ALREADY_ASSOCIATED("Resource.AlreadyAssociated", 400),
    RULES_PER_SECURITY_GROUP_LIMIT("RulesPerSecurityGroupLimitExceeded", 400),
    TAG_LIMIT_EXCEEDED("TagLimitExceeded", 400),
    UNSUPPORTED("Unsupported", 400),
    UNSUPPORTED_OPERATION("UnsupportedOperation", 400),
    VPC_ID_NOT_SPECIFIED("VPCIdNotSpecified", 400);

    private final String code;
    private final int status;

    Ec2Error(String code, int status) {
        this.code = code;
        this.status = status;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }
}
