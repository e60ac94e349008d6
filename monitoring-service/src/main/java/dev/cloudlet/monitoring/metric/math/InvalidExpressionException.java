package dev.cloudlet.monitoring.metric.math;

/** An expression that cannot be read or calculated; the message is for the user. */
public final class InvalidExpressionException extends RuntimeException {
    InvalidExpressionException(String message) {
        super(message);
    }

    /** The words for the user. */
    public String words() {
        return String.valueOf(getMessage());
    }
}
