package dev.cloudlet.kit.authorization;

import dev.cloudlet.kit.authentication.Delegation;
import dev.cloudlet.kit.authorization.ResourcePolicies.ResourceFacts;
import dev.cloudlet.kit.call.Permissions;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Decision;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The permissions of one call: every decision is evaluated over the caller's policies and the resource's own. */
public final class CallPermissions implements Permissions {
    private final Principal principal;
    private final PolicySet policies;
    private final ConditionContext context;
    private final List<ResourcePolicies> resources;
    private final String service;
    private volatile boolean asked;
    private volatile @Nullable Derivation refusal;

    /** A request with all that is known of its resource. */
    private record Question(
            AccessRequest request,
            PolicySet policies,
            @Nullable NamedPolicy grants) {
        Decision decide() {
            Decision decision = Evaluator.decide(request, policies);
            return grants != null && decision instanceof Decision.ImplicitlyDenied
                    ? granted(grants, decision)
                    : decision;
        }

        /** A grant is enough by itself, in whatever account the resource is; no grant lifts a denial. */
        private Decision granted(NamedPolicy enough, Decision otherwise) {
            AccessRequest here = new AccessRequest(
                    request.principal(),
                    request.action(),
                    request.resource(),
                    request.principal().accountId(),
                    request.context());
            Decision decision = Evaluator.decide(here, policies.withResource(enough));
            return decision.allowed() ? decision : otherwise;
        }
    }

    public CallPermissions(
            Principal principal,
            PolicySet policies,
            ConditionContext context,
            List<ResourcePolicies> resources,
            String service) {
        this.principal = principal;
        this.policies = policies;
        this.context = context;
        this.resources = resources;
        this.service = service;
    }

    @Override
    public void require(String action, String resourceArn, ConditionContext conditionKeys) {
        asked = true;
        Question question = question(request(action, resourceArn, conditionKeys));
        Decision decision = question.decide();
        if (!decision.allowed()) {
            refusal = Derivation.of(question.request(), question.policies(), decision);
            throw AccessDenied.of(service, decision.explain(question.request()));
        }
    }

    @Override
    public boolean allows(String action, String resourceArn, Map<String, String> conditionKeys) {
        asked = true;
        ConditionContext.Builder keys = ConditionContext.builder();
        conditionKeys.forEach((key, value) -> keys.put(key, value));
        return question(request(action, resourceArn, keys.build())).decide().allowed();
    }

    @Override
    public Delegation delegation() {
        return Delegation.of(principal, policies, context);
    }

    /** Requires what an operation declares. */
    void require(Requirement requirement, String resourceArn, Map<String, String> keys) {
        require(requirement.action(), resourceArn, keys);
    }

    /** Whether anything has been asked: an operation that authorizes in code must. */
    public boolean asked() {
        return asked;
    }

    /** The last refusal of this call, for the trail; null when there was none. */
    public @Nullable Derivation refusal() {
        return refusal;
    }

    private Question question(AccessRequest request) {
        ResourceFacts facts = facts(request);
        if (facts == null) {
            return new Question(request, policies, null);
        }
        ConditionContext.Builder keys = request.context().toBuilder();
        facts.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
        facts.keys().forEach((key, value) -> {
            if (request.context().get(key).isEmpty()) {
                keys.put(key, value);
            }
        });
        AccessRequest there = new AccessRequest(
                request.principal(), request.action(), request.resource(), facts.ownerAccount(), keys.build());
        return new Question(there, policies.withResource(facts.policy()), facts.grants());
    }

    private @Nullable ResourceFacts facts(AccessRequest request) {
        for (ResourcePolicies source : resources) {
            ResourceFacts facts = source.find(request);
            if (facts != null) {
                return facts;
            }
        }
        return null;
    }

    private AccessRequest request(String action, String arn, ConditionContext conditionKeys) {
        ConditionContext keys = context.toBuilder().putAll(conditionKeys).build();
        return new AccessRequest(principal, action, arn, ownerAccount(arn), keys);
    }

    private String ownerAccount(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 && parts[4].length() == 12 ? parts[4] : principal.accountId();
    }
}
