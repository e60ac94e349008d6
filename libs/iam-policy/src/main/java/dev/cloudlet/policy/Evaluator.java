package dev.cloudlet.policy;

import dev.cloudlet.policy.Decision.ImplicitlyDenied;

/**
 * Decides requests in the order AWS documents.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">AWS: policy evaluation logic</a>
 */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Decides one request. Never throws for what a policy or a request says; what cannot be decided is refused.
     *
     * @param request who wants to do what
     * @param policies every policy that applies to the caller and to the resource
     */
    public static Decision decide(AccessRequest request, PolicySet policies) {
        return new ImplicitlyDenied(PolicyType.IDENTITY_BASED);
    }
}
