package dev.cloudlet.compute.autoscaling;

import dev.cloudlet.protocol.ErrorCode;

/**
 * The errors of Auto Scaling.
 *
 * @see <a href="https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_Operations.html">Operations</a>
 */
enum ScalingError implements ErrorCode {
    ACTIVE_INSTANCE_REFRESH_NOT_FOUND("ActiveInstanceRefreshNotFound", 400),
    ALREADY_EXISTS("AlreadyExists", 400),
    INSTANCE_REFRESH_IN_PROGRESS("InstanceRefreshInProgress", 400),
    INVALID_NEXT_TOKEN("InvalidNextToken", 400),
    LIMIT_EXCEEDED("LimitExceeded", 400),
    RESOURCE_IN_USE("ResourceInUse", 400),
    SCALING_ACTIVITY_IN_PROGRESS("ScalingActivityInProgress", 400),
    VALIDATION_ERROR("ValidationError", 400),
    /** What AWS has and this cloud does not have. */
    NOT_IMPLEMENTED("NotImplemented", 501);

    private final String code;
    private final int status;

    ScalingError(String code, int status) {
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
