package dev.cloudlet.sandbox;

/** How an exec ended. */
public sealed interface ExecResult {
    /**
     * The command ended by itself.
     *
     * @param code its exit code; 126 or 127 when the program could not be run or found
     */
    record Exited(int code) implements ExecResult {}

    /** The time was up: the command and its children were killed. */
    record TimedOut() implements ExecResult {}
}
