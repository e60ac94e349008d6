package dev.cloudlet.kit.call;

import java.util.Map;

/** Asks the policies that apply to one caller. */
public interface Permissions {
    /** Returns if allowed, throws AWS's refusal otherwise. */
    void require(String action, String resourceArn, Map<String, String> conditionKeys);

    /** Answers without refusing and without a trace in the decisions log. */
    boolean allows(String action, String resourceArn, Map<String, String> conditionKeys);
}
