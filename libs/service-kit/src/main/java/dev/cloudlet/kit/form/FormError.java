package dev.cloudlet.kit.form;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.ErrorCode;

/**
 * What S3 says about forms.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">Error responses</a>
 */
enum FormError implements ErrorCode {
    MALFORMED("MalformedPOSTRequest", 400, "The body of your POST request is not well-formed multipart/form-data."),
    TOO_MUCH_BEFORE_FILE(
            "MaxPostPreDataLengthExceeded", 400, "Your POST request fields preceding the upload file were too large."),
    ONE_FILE("IncorrectNumberOfFilesInPostRequest", 400, "POST requires exactly one file upload per request."),
    INVALID_POLICY(
            "InvalidPolicyDocument",
            400,
            "The content of the form does not meet the conditions specified in" + " the policy document."),
    REFUSED("AccessDenied", 403, "Invalid according to Policy"),
    TOO_LARGE("EntityTooLarge", 400, "Your proposed upload exceeds the maximum allowed size"),
    TOO_SMALL("EntityTooSmall", 400, "Your proposed upload is smaller than the minimum allowed size"),
    MALFORMED_XML(
            "MalformedXML",
            400,
            "The XML you provided was not well-formed or did not validate against our published schema");

    private final String code;
    private final int status;
    private final String message;

    FormError(String code, int status, String message) {
        this.code = code;
        this.status = status;
        this.message = message;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    AwsException error() {
        return new AwsException(this, message);
    }
}
