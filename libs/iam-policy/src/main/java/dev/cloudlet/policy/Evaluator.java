package dev.cloudlet.policy;

import dev.cloudlet.policy.Principal.AccountRoot;
import dev.cloudlet.policy.Principal.Anonymous;
import dev.cloudlet.policy.Principal.FederatedIdentity;
import dev.cloudlet.policy.Principal.FederatedUser;
import dev.cloudlet.policy.Principal.RoleSession;
import dev.cloudlet.policy.Principal.Service;
import dev.cloudlet.policy.Principal.User;
import java.util.List;

/**
 * Decides requests in the order AWS documents.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">AWS: policy evaluation logic</a>
 */
public final class Evaluator {
    private Evaluator() {}

    /**
     * Decides one request. Never throws for what a policy or a request says; what nothing allows is refused.
     *
     * <p>In the account of the resource either side may allow: the caller's policies or the resource's, unless the latter only
     * names the account. From another account both sides have to. Role trust and key policies always have to. The root user of
     * the account may do everything that no statement denies and the organization allows. Services, identities from outside
     * and anonymous callers have no policies of their own: only the resource can let them in.
     *
     * @param request who wants to do what
     * @param policies every policy that applies to the caller and to the resource
     */
    public static Decision decide(AccessRequest request, PolicySet policies) {
        Evaluation evaluation = new Evaluation(request, policies);
        Decision refused = evaluation.explicitDeny();
        if (refused == null) {
            refused = evaluation.scpsAllow();
        }
        if (refused != null) {
            return refused;
        }
        return switch (request.principal()) {
            case Service _, FederatedIdentity _, Anonymous _ -> evaluation.byResourceAlone();
            case AccountRoot _, User _, RoleSession _, FederatedUser _ ->
                request.principal().accountId().equals(request.resourceAccountId())
                        ? evaluation.sameAccount()
                        : evaluation.crossAccount();
        };
    }

    /**
     * What each policy says by itself, in the order in which they are asked: for whoever wants to understand a decision.
     *
     * @param request who wants to do what
     * @param policies every policy that applies to the caller and to the resource
     */
    public static List<Opinion> opinions(AccessRequest request, PolicySet policies) {
        return new Evaluation(request, policies).opinions();
    }

    /**
     * The context keys that statements about this action want to know and that the request does not have, spelled as in the
     * policies and sorted: with them the decision may be another.
     *
     * @param request who wants to do what
     * @param policies every policy that applies to the caller and to the resource
     */
    public static List<String> missingKeys(AccessRequest request, PolicySet policies) {
        return new Evaluation(request, policies).missingKeys();
    }
}
