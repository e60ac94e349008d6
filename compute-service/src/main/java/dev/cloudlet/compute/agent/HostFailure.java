package dev.cloudlet.compute.agent;

/** A command that failed, in the words of CodeDeploy's Diagnostics. */
final class HostFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, as CodeDeploy names it. */
    enum Code {
        SCRIPT_MISSING("ScriptMissing"),
        SCRIPT_NOT_EXECUTABLE("ScriptNotExecutable"),
        SCRIPT_TIMED_OUT("ScriptTimedOut"),
        SCRIPT_FAILED("ScriptFailed"),
        UNKNOWN_ERROR("UnknownError");

        private final String awsName;

        Code(String awsName) {
            this.awsName = awsName;
        }

        String awsName() {
            return awsName;
        }
    }

    private final Code code;
    private final String script;
    private final String logTail;

    /**
     * @param script as the appspec names it, empty when it was none
     */
    HostFailure(Code code, String script, String message, String logTail) {
        super(message);
        this.code = code;
        this.script = script;
        this.logTail = logTail;
    }

    /** A failure of something else than a script. */
    static HostFailure of(String message) {
        return new HostFailure(Code.UNKNOWN_ERROR, "", message, "");
    }

    Code code() {
        return code;
    }

    String script() {
        return script;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    String logTail() {
        return logTail;
    }
}
