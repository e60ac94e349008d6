package dev.cloudlet.sandbox;

/** A request to the sandbox that was not carried out. The message is one line and fit for an operator's eyes. */
public final class SandboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of failure it is, so that a caller can choose its own API's error. */
    public enum Reason {
        /** No machine, image, VPC or interface of that name. */
        NOT_FOUND,
        /** The name is taken. */
        ALREADY_EXISTS,
        /** The request is not legal in the present state, such as exec on a stopped machine. */
        ILLEGAL_STATE,
        /** The request itself is malformed or out of range. */
        INVALID,
        /** This host cannot do it; the message says what to install or change. */
        UNAVAILABLE,
        /** The operating system or a tool refused; the message carries its words. */
        FAILED,
        /** A tool did not answer in time. */
        TIMEOUT
    }

    private final Reason reason;

    /**
     * @param reason the kind of failure
     * @param message one line of explanation
     */
    public SandboxException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    /**
     * @param reason the kind of failure
     * @param message one line of explanation
     * @param cause what was caught
     */
    public SandboxException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** The kind of failure. */
    public Reason reason() {
        return reason;
    }
}
