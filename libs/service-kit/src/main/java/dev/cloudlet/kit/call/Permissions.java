package dev.cloudlet.kit.call;

import dev.cloudlet.kit.authentication.Delegation;
import dev.cloudlet.policy.ConditionContext;
import java.util.Map;

/** Asks the policies that apply to one caller. */
public interface Permissions {
    /** Returns if allowed, throws AWS's refusal otherwise. */
    void require(String action, String resourceArn, ConditionContext conditionKeys);

    /** As {@link #require(String, String, ConditionContext)}, for keys that have one value each. */
    default void require(String action, String resourceArn, Map<String, String> conditionKeys) {
        ConditionContext.Builder keys = ConditionContext.builder();
        conditionKeys.forEach((key, value) -> keys.put(key, value));
        require(action, resourceArn, keys.build());
    }

    /** The caller, for another service to decide with these same permissions. */
    default Delegation delegation() {
        throw new UnsupportedOperationException("nobody's permissions are handed on here");
    }

    /** Answers without refusing and without a trace in the decisions log. */
    boolean allows(String action, String resourceArn, Map<String, String> conditionKeys);
}
