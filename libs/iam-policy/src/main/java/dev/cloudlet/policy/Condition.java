package dev.cloudlet.policy;

import java.util.List;

/**
 * One key of one operator: it holds when the values of the request fit the values of the policy. A statement applies when all
 * of its conditions hold.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html">AWS: evaluation logic for multiple context keys or values</a>
 */
record Condition(
        Operator operator, Quantifier quantifier, boolean ifExists, String lowerCaseKey, List<ValueTest> tests) {
    Condition {
        tests = List.copyOf(tests);
    }

    /** How many of the values of the request have to fit. */
    enum Quantifier {
        SINGLE,
        FOR_ANY_VALUE,
        FOR_ALL_VALUES
    }

    /** One value of the policy before one value of the request; without regard to negation. */
    interface ValueTest {
        boolean matches(String value, AccessRequest request);
    }

    boolean holds(AccessRequest request) {
        List<String> values = ContextKeys.values(request, lowerCaseKey);
        if (operator == Operator.Null) {
            return matchesAny(Boolean.toString(values.isEmpty()), request);
        }
        if (values.isEmpty()) {
            return ifExists || whenMissing();
        }
        return switch (quantifier) {
            case SINGLE -> operator.negated() != anyMatches(values, request);
            case FOR_ANY_VALUE -> anyFits(values, request);
            case FOR_ALL_VALUES -> allFit(values, request);
        };
    }

    private boolean anyMatches(List<String> values, AccessRequest request) {
        for (String value : values) {
            if (matchesAny(value, request)) {
                return true;
            }
        }
        return false;
    }

    /** An empty value counts as none here, as AWS says of "an empty data set (for example, an empty string)". */
    private boolean anyFits(List<String> values, AccessRequest request) {
        for (String value : values) {
            if (!value.isEmpty() && fits(value, request)) {
                return true;
            }
        }
        return false;
    }

    private boolean allFit(List<String> values, AccessRequest request) {
        for (String value : values) {
            if (!value.isEmpty() && !fits(value, request)) {
                return false;
            }
        }
        return true;
    }

    /** AWS's sets are vacuous: all of no values fit, none of no values does. */
    private boolean whenMissing() {
        return switch (quantifier) {
            case SINGLE -> operator.negated();
            case FOR_ANY_VALUE -> false;
            case FOR_ALL_VALUES -> true;
        };
    }

    private boolean fits(String value, AccessRequest request) {
        return operator.negated() != matchesAny(value, request);
    }

    private boolean matchesAny(String value, AccessRequest request) {
        for (ValueTest test : tests) {
            if (test.matches(value, request)) {
                return true;
            }
        }
        return false;
    }
}
