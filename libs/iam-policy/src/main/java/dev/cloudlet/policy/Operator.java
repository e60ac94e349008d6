package dev.cloudlet.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The condition operators without their ForAnyValue:, ForAllValues: and IfExists.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">AWS: condition operators</a>
 */
enum Operator {
    StringEquals(false),
    StringNotEquals(true),
    StringEqualsIgnoreCase(false),
    StringNotEqualsIgnoreCase(true),
    StringLike(false),
    StringNotLike(true),
    NumericEquals(false),
    NumericNotEquals(true),
    NumericLessThan(false),
    NumericLessThanEquals(false),
    NumericGreaterThan(false),
    NumericGreaterThanEquals(false),
    DateEquals(false),
    DateNotEquals(true),
    DateLessThan(false),
    DateLessThanEquals(false),
    DateGreaterThan(false),
    DateGreaterThanEquals(false),
    Bool(false),
    BinaryEquals(false),
    IpAddress(false),
    NotIpAddress(true),
    ArnEquals(false),
    ArnLike(false),
    ArnNotEquals(true),
    ArnNotLike(true),
    Null(false);

    private static final Map<String, Operator> BY_NAME = new HashMap<>();

    static {
        for (Operator operator : values()) {
            BY_NAME.put(operator.name(), operator);
        }
    }

    private final boolean negated;

    Operator(boolean negated) {
        this.negated = negated;
    }

    /** Whether it holds when no value of the policy matches. */
    boolean negated() {
        return negated;
    }

    static @Nullable Operator named(String name) {
        return BY_NAME.get(name);
    }
}
