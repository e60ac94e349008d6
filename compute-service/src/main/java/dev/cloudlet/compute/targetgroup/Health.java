package dev.cloudlet.compute.targetgroup;

import org.jspecify.annotations.Nullable;

/**
 * How a target is, and how it gets better or worse by what its health checks find.
 *
 * @param passed health checks passed in a row
 * @param failed health checks failed in a row
 * @see <a href="https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html">AWS</a>
 */
public record Health(
        State state, @Nullable String reason, @Nullable String description, int passed, int failed) {

    /** The states that are kept; {@code unused} is found when somebody looks. */
    public enum State {
        INITIAL,
        HEALTHY,
        UNHEALTHY,
        DRAINING;

        /** AWS's name. */
        public String awsName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What one health check found. */
    public sealed interface Finding {
        /** The answer was as wanted. */
        record Passed() implements Finding {}

        /** It was not. */
        record Failed(String reason, String description) implements Finding {}
    }

    static final Health REGISTERED =
            new Health(State.INITIAL, "Elb.RegistrationInProgress", "Target registration is in progress", 0, 0);

    static final Health DRAINING =
            new Health(State.DRAINING, "Target.DeregistrationInProgress", "Target deregistration is in progress", 0, 0);

    /** How it is after one more check. A new target needs one good answer, one that was unhealthy needs several. */
    Health after(Finding finding, int healthyThreshold, int unhealthyThreshold) {
        if (state == State.DRAINING) {
            return this;
        }
        return switch (finding) {
            case Finding.Passed() ->
                state != State.UNHEALTHY || passed + 1 >= healthyThreshold
                        ? new Health(State.HEALTHY, null, null, passed + 1, 0)
                        : new Health(state, reason, description, passed + 1, 0);
            case Finding.Failed(String why, String words) -> {
                if (state == State.UNHEALTHY || failed + 1 >= unhealthyThreshold) {
                    yield new Health(State.UNHEALTHY, why, words, 0, failed + 1);
                }
                yield state == State.INITIAL
                        ? new Health(
                                State.INITIAL,
                                "Elb.InitialHealthChecking",
                                "Initial health checks in progress",
                                0,
                                failed + 1)
                        : new Health(state, reason, description, 0, failed + 1);
            }
        };
    }
}
