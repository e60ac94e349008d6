package dev.cloudlet.monitoring.log.pattern;

/** A filter pattern that cannot be read; the message says where. */
public final class InvalidPatternException extends RuntimeException {
    private final boolean notSupported;

    InvalidPatternException(String message) {
        this(message, false);
    }

    InvalidPatternException(String message, boolean notSupported) {
        super(message);
        this.notSupported = notSupported;
    }

    /** The words for the user. */
    public String words() {
        return String.valueOf(getMessage());
    }

    /** Whether CloudWatch Logs knows what this cloud does not. */
    public boolean notSupported() {
        return notSupported;
    }
}
