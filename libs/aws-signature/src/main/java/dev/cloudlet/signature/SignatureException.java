package dev.cloudlet.signature;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that is refused for its authentication, with the code, status and words the called service uses for it.
 * Unchecked, so that it passes through a body's reader as it is.
 */
public final class SignatureException extends RuntimeException {

    private final Reason reason;
    private final @Nullable String s3Message;
    private final @Nullable String otherMessage;
    private final Map<String, String> details;

    private SignatureException(
            Reason reason, @Nullable String s3Message, @Nullable String otherMessage, Map<String, String> details) {
        super(reason + ": "
                + (s3Message != null
                        ? s3Message
                        : Answer.of(reason, ErrorStyle.S3).message()));
        this.reason = reason;
        this.s3Message = s3Message;
        this.otherMessage = otherMessage;
        this.details = details;
    }

    /** In the words that go with the reason. */
    public static SignatureException of(Reason reason) {
        return new SignatureException(reason, null, null, Map.of());
    }

    /** In words of its own for S3, and for the services that say more than a fixed sentence (all but EC2). */
    static SignatureException of(Reason reason, String s3Message, String otherMessage) {
        return new SignatureException(reason, s3Message, otherMessage, Map.of());
    }

    /** Adds an element that S3 shows in its error document. */
    SignatureException with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(details);
        more.put(name, value);
        return new SignatureException(reason, s3Message, otherMessage, Collections.unmodifiableMap(more));
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }

    /** AWS's error code, for a service by its signing name. */
    public String code(String service) {
        return code(ErrorStyle.of(service));
    }

    /** AWS's error code. */
    public String code(ErrorStyle style) {
        return Answer.of(reason, style).code();
    }

    /** HTTP status, for a service by its signing name. */
    public int status(String service) {
        return status(ErrorStyle.of(service));
    }

    /** HTTP status. */
    public int status(ErrorStyle style) {
        return Answer.of(reason, style).status();
    }

    /** AWS's message, for a service by its signing name. */
    public String message(String service) {
        return message(ErrorStyle.of(service));
    }

    /** AWS's message. */
    public String message(ErrorStyle style) {
        String own =
                switch (style) {
                    case S3 -> s3Message;
                    case QUERY, JSON, REST_JSON -> otherMessage;
                    case EC2 -> null;
                };
        return own != null ? own : Answer.of(reason, style).message();
    }

    /** Further elements of S3's error document, by element name, in order. Not for logs: they may repeat the request. */
    public Map<String, String> details() {
        return details;
    }
}
