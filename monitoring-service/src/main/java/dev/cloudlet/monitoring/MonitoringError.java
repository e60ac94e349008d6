package dev.cloudlet.monitoring;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;

/** The errors that CloudWatch, CloudWatch Logs and CloudTrail document. */
public enum MonitoringError implements ErrorCode {
    // CloudWatch
    INVALID_FORMAT("InvalidFormat", 400),
    INVALID_NEXT_TOKEN("InvalidNextToken", 400),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    MISSING_PARAMETER("MissingParameter", 400),
    RESOURCE_NOT_FOUND("ResourceNotFound", 404),
    VALIDATION_ERROR("ValidationError", 400),
    // CloudWatch's tags, and CloudWatch Logs
    RESOURCE_NOT_FOUND_EXCEPTION("ResourceNotFoundException", 400),
    TAGGED_RESOURCE_NOT_FOUND("ResourceNotFoundException", 404),
    INVALID_PARAMETER_EXCEPTION("InvalidParameterException", 400),
    RESOURCE_ALREADY_EXISTS_EXCEPTION("ResourceAlreadyExistsException", 400),
    TOO_MANY_TAGS_EXCEPTION("TooManyTagsException", 400),
    VALIDATION_EXCEPTION("ValidationException", 400),
    // CloudTrail
    INVALID_EVENT_CATEGORY_EXCEPTION("InvalidEventCategoryException", 400),
    INVALID_LOOKUP_ATTRIBUTES_EXCEPTION("InvalidLookupAttributesException", 400),
    INVALID_NEXT_TOKEN_EXCEPTION("InvalidNextTokenException", 400),
    INVALID_TIME_RANGE_EXCEPTION("InvalidTimeRangeException", 400),
    // All
    NOT_IMPLEMENTED("NotImplemented", 501);

    private final String code;
    private final int status;

    MonitoringError(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** With this code, a token of a list that is none of ours. */
    public AwsException badToken() {
        return of("The specified nextToken is invalid.");
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
