package dev.cloudlet.standalone.data;

import org.jspecify.annotations.Nullable;

/** The cloud cannot start here, for a reason that the user can do something about. */
public final class StartFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String problem;
    private final String nextStep;

    /**
     * Says what is wrong and what to do about it.
     *
     * @param problem one line, without a full stop
     * @param nextStep what the user does next, one line
     */
    public StartFailure(String problem, String nextStep) {
        this(problem, nextStep, null);
    }

    /** The same, with what led to it. */
    public StartFailure(String problem, String nextStep, @Nullable Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.nextStep = nextStep;
    }

    /** What is wrong, one line. */
    public String problem() {
        return problem;
    }

    /** What the user does next, one line. */
    public String nextStep() {
        return nextStep;
    }
}
