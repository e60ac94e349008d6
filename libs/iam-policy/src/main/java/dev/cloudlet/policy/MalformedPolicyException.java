package dev.cloudlet.policy;

import java.io.Serial;

/** A text that is no valid policy. The message is AWS's and is meant for the user who sent the text. */
public final class MalformedPolicyException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    MalformedPolicyException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Where the fault is, from 1. */
    public int line() {
        return line;
    }

    /** Where the fault is in its line, in characters from 1. */
    public int column() {
        return column;
    }
}
