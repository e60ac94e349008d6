package dev.cloudlet.postgres;

import org.jspecify.annotations.Nullable;

/** Postgres cannot run here, for a reason that the user can do something about. */
public final class PostgresFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String problem;
    private final String nextStep;

    PostgresFailure(String problem, String nextStep) {
        this(problem, nextStep, null);
    }

    PostgresFailure(String problem, String nextStep, @Nullable Throwable cause) {
        super(problem, cause);
        this.problem = problem;
        this.nextStep = nextStep;
    }

    /** What is wrong, one line without a full stop. */
    public String problem() {
        return problem;
    }

    /** What the user does next, one line. */
    public String nextStep() {
        return nextStep;
    }
}
