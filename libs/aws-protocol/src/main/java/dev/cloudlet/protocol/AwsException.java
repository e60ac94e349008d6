package dev.cloudlet.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An answer that is an error: thrown by an operation, encoded in the form of the client's protocol. */
public class AwsException extends RuntimeException {
    private final String code;
    private final int status;
    private final boolean senderFault;
    private final transient Map<String, String> members;
    private final transient Map<String, String> headers;

    /** An error of this code with a message for the user. */
    public AwsException(ErrorCode code, String message) {
        this(code.code(), code.status(), code.senderFault(), message, Map.of(), Map.of(), null);
    }

    /** An error of this code, because of another failure, which is logged but never sent. */
    public AwsException(ErrorCode code, String message, Throwable cause) {
        this(code.code(), code.status(), code.senderFault(), message, Map.of(), Map.of(), cause);
    }

    private AwsException(
            String code,
            int status,
            boolean senderFault,
            String message,
            Map<String, String> members,
            Map<String, String> headers,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.status = status;
        this.senderFault = senderFault;
        this.members = members;
        this.headers = headers;
    }

    /** The code as AWS documents it. */
    public String code() {
        return code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** Whether the caller is at fault rather than the service. */
    public boolean senderFault() {
        return senderFault;
    }

    /** The words for the user, never null. */
    public String message() {
        return Objects.requireNonNullElse(getMessage(), "");
    }

    /** Further members of the error, such as {@code BucketName} of NoSuchBucket, in order. */
    public Map<String, String> members() {
        return members;
    }

    /** Headers of the answer, such as {@code x-amz-delete-marker}, by name. */
    public Map<String, String> headers() {
        return headers;
    }

    /** This error with one more member. */
    public AwsException with(String member, String value) {
        return copy(plus(members, member, value), headers);
    }

    /** This error with one more header. */
    public AwsException withHeader(String name, String value) {
        return copy(members, plus(headers, name, value));
    }

    private AwsException copy(Map<String, String> newMembers, Map<String, String> newHeaders) {
        AwsException copy = new AwsException(code, status, senderFault, message(), newMembers, newHeaders, getCause());
        copy.setStackTrace(getStackTrace());
        return copy;
    }

    private static Map<String, String> plus(Map<String, String> map, String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(map);
        more.put(key, value);
        return more;
    }
}
