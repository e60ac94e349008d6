package dev.cloudlet.compute.loadbalancer;

import dev.cloudlet.protocol.ErrorCode;

/**
 * The errors of Elastic Load Balancing.
 *
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Operations.html">Operations</a>
 */
public enum ElbError implements ErrorCode {
    DUPLICATE_LISTENER("DuplicateListener"),
    DUPLICATE_LOAD_BALANCER_NAME("DuplicateLoadBalancerName"),
    DUPLICATE_TAG_KEYS("DuplicateTagKeys"),
    DUPLICATE_TARGET_GROUP_NAME("DuplicateTargetGroupName"),
    INVALID_CONFIGURATION_REQUEST("InvalidConfigurationRequest"),
    INVALID_LOAD_BALANCER_ACTION("InvalidLoadBalancerAction"),
    INVALID_SECURITY_GROUP("InvalidSecurityGroup"),
    INVALID_SUBNET("InvalidSubnet"),
    INVALID_TARGET("InvalidTarget"),
    LISTENER_NOT_FOUND("ListenerNotFound"),
    LOAD_BALANCER_NOT_FOUND("LoadBalancerNotFound"),
    OPERATION_NOT_PERMITTED("OperationNotPermitted"),
    PRIORITY_IN_USE("PriorityInUse"),
    RESOURCE_IN_USE("ResourceInUse"),
    RULE_NOT_FOUND("RuleNotFound"),
    SUBNET_NOT_FOUND("SubnetNotFound"),
    TARGET_GROUP_ASSOCIATION_LIMIT("TargetGroupAssociationLimit"),
    TARGET_GROUP_NOT_FOUND("TargetGroupNotFound"),
    TOO_MANY_LISTENERS("TooManyListeners"),
    TOO_MANY_ACTIONS("TooManyActions"),
    TOO_MANY_RULES("TooManyRules"),
    TOO_MANY_TAGS("TooManyTags"),
    TOO_MANY_TARGETS("TooManyTargets"),
    UNSUPPORTED_PROTOCOL("UnsupportedProtocol"),
    VALIDATION_ERROR("ValidationError"),
    /** What AWS has and this cloud does not have. */
    NOT_IMPLEMENTED("NotImplemented", 501);

    private final String code;
    private final int status;

    ElbError(String code) {
        this(code, 400);
    }

    ElbError(String code, int status) {
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
