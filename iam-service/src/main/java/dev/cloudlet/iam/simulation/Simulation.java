package dev.cloudlet.iam.simulation;

import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.Decision;
import dev.cloudlet.policy.Effect;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.Opinion;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.PolicyType;
import dev.cloudlet.policy.SourceSpan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PermissionsBoundaryDecisionDetail;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.ResourceSpecificResult;
import software.amazon.awssdk.services.iam.model.Statement;

/**
 * Decides as the cloud itself decides, and tells how.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html">EvaluationResult</a>
 */
final class Simulation {
    private final Scenario scenario;

    Simulation(Scenario scenario) {
        this.scenario = scenario;
    }

    /**
     * One action. For several resources the decision is the strictest of those for each, which stand beside it.
     *
     * @param resources ARNs; without any, all resources
     */
    EvaluationResult evaluate(String action, List<String> resources) {
        if (resources.isEmpty() || resources.equals(List.of(Scenario.ANY_RESOURCE))) {
            ResourceSpecificResult any = onResource(action, Scenario.ANY_RESOURCE);
            return summary(action, Scenario.ANY_RESOURCE, List.of(any)).build();
        }
        List<ResourceSpecificResult> each =
                resources.stream().map(resource -> onResource(action, resource)).toList();
        return summary(action, resources.size() == 1 ? resources.getFirst() : Scenario.ANY_RESOURCE, each)
                .resourceSpecificResults(each)
                .build();
    }

    private EvaluationResult.Builder summary(String action, String resource, List<ResourceSpecificResult> each) {
        ResourceSpecificResult strictest = each.stream()
                .reduce((one, other) -> strictness(other) > strictness(one) ? other : one)
                .orElseThrow();
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(resource)
                .evalDecision(strictest.evalResourceDecision())
                .evalDecisionDetails(strictest.evalDecisionDetails())
                .permissionsBoundaryDecisionDetail(strictest.permissionsBoundaryDecisionDetail())
                .matchedStatements(new ArrayList<>(new LinkedHashSet<>(each.stream()
                        .filter(result -> strictness(result) == strictness(strictest))
                        .flatMap(result -> result.matchedStatements().stream())
                        .toList())))
                .missingContextValues(new TreeSet<>(each.stream()
                        .map(ResourceSpecificResult::missingContextValues)
                        .flatMap(Collection::stream)
                        .toList()));
    }

    private static int strictness(ResourceSpecificResult result) {
        return switch (result.evalResourceDecision()) {
            case ALLOWED -> 0;
            case IMPLICIT_DENY, UNKNOWN_TO_SDK_VERSION -> 1;
            case EXPLICIT_DENY -> 2;
        };
    }

    private ResourceSpecificResult onResource(String action, String resource) {
        AccessRequest request = scenario.request(action, resource);
        PolicySet policies = scenario.policies();
        Decision decision = Evaluator.decide(request, policies);
        List<Opinion> opinions = Evaluator.opinions(request, policies);
        ResourceSpecificResult.Builder result = ResourceSpecificResult.builder()
                .evalResourceName(resource)
                .evalResourceDecision(type(decision))
                .matchedStatements(matched(decision, opinions))
                .missingContextValues(Evaluator.missingKeys(request, policies));
        if (scenario.boundary() != null) {
            result.permissionsBoundaryDecisionDetail(PermissionsBoundaryDecisionDetail.builder()
                    .allowedByPermissionsBoundary(
                            says(opinions, PolicyType.PERMISSIONS_BOUNDARY) == PolicyEvaluationDecisionType.ALLOWED)
                    .build());
        }
        if (!request.resourceAccountId().equals(request.principal().accountId())) {
            result.evalDecisionDetails(Map.of(
                    "IAM Policy", says(opinions, PolicyType.IDENTITY_BASED),
                    "Resource Policy", says(opinions, PolicyType.RESOURCE_BASED)));
        }
        return result.build();
    }

    private static PolicyEvaluationDecisionType type(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _, Decision.AllowedAsRoot _ -> PolicyEvaluationDecisionType.ALLOWED;
            case Decision.ExplicitlyDenied _ -> PolicyEvaluationDecisionType.EXPLICIT_DENY;
            case Decision.ImplicitlyDenied _ -> PolicyEvaluationDecisionType.IMPLICIT_DENY;
        };
    }

    /** What the policies of one kind say together. */
    private static PolicyEvaluationDecisionType says(List<Opinion> opinions, PolicyType type) {
        List<Effect> effects = opinions.stream()
                .filter(opinion -> opinion.type() == type)
                .map(Opinion::statement)
                .filter(Objects::nonNull)
                .map(dev.cloudlet.policy.Statement::effect)
                .toList();
        if (effects.contains(Effect.DENY)) {
            return PolicyEvaluationDecisionType.EXPLICIT_DENY;
        }
        return effects.isEmpty() ? PolicyEvaluationDecisionType.IMPLICIT_DENY : PolicyEvaluationDecisionType.ALLOWED;
    }

    /** The statements that determine the decision: those that allow, or those that deny; where nothing allows, none. */
    private List<Statement> matched(Decision decision, List<Opinion> opinions) {
        Effect effect = effect(decision);
        List<Statement> statements = new ArrayList<>();
        for (Opinion opinion : opinions) {
            dev.cloudlet.policy.Statement statement = opinion.statement();
            boolean grants = opinion.type() != PolicyType.PERMISSIONS_BOUNDARY || effect == Effect.DENY;
            if (statement != null && statement.effect() == effect && grants) {
                statements.add(statement(opinion, statement.span()));
            }
        }
        return statements;
    }

    private static @Nullable Effect effect(Decision decision) {
        return switch (decision) {
            case Decision.Allowed _, Decision.AllowedAsRoot _ -> Effect.ALLOW;
            case Decision.ExplicitlyDenied _ -> Effect.DENY;
            case Decision.ImplicitlyDenied _ -> null;
        };
    }

    private Statement statement(Opinion opinion, SourceSpan span) {
        SimulatedPolicy source = scenario.source(opinion.policy());
        return Statement.builder()
                .sourcePolicyId(source.policy().name())
                .sourcePolicyType(source.source())
                .startPosition(p -> p.line(span.line()).column(span.column()))
                .endPosition(p -> p.line(span.endLine()).column(span.endColumn()))
                .build();
    }
}
