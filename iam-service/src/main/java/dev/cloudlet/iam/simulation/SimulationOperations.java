package dev.cloudlet.iam.simulation;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.Page;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.policy.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.PolicySourceType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyResponse;

/** What would be allowed: by policies as they are attached, or as they are sent. */
@AwsOperations
class SimulationOperations {
    private static final Pattern ACTION = Pattern.compile("[A-Za-z0-9-]+:[A-Za-z0-9-]+");

    private final PolicySource source;
    private final SimulatedCaller callers;

    SimulationOperations(PolicySource source, SimulatedCaller callers) {
        this.source = source;
        this.callers = callers;
    }

    @Authorize(action = "iam:SimulateCustomPolicy")
    SimulateCustomPolicyResponse simulateCustomPolicy(Call call, SimulateCustomPolicyRequest request) {
        Principal caller = request.callerArn() == null
                ? SimulatedCaller.somebody(call.account(), request.contextEntries())
                : callers.user(request.callerArn());
        if (request.resourcePolicy() != null && request.callerArn() == null) {
            throw callerMissing();
        }
        Scenario scenario = new Scenario(
                caller,
                context(request.contextEntries()),
                owner(request.resourceOwner(), caller),
                SimulatedPolicy.given("PolicyInputList", request.policyInputList(), PolicyKind.IDENTITY),
                boundary(request.permissionsBoundaryPolicyInputList(), List.of()),
                resource(request.resourcePolicy()));
        Page<EvaluationResult> page = run(
                scenario,
                request.actionNames(),
                request.resourceArns(),
                PageRequest.of(request.marker(), request.maxItems()));
        return SimulateCustomPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    @Authorize(action = "iam:SimulatePrincipalPolicy", resource = "{PolicySourceArn}")
    SimulatePrincipalPolicyResponse simulatePrincipalPolicy(Call call, SimulatePrincipalPolicyRequest request) {
        Identity identity = source.identity(call.account(), request.policySourceArn());
        if (request.resourcePolicy() != null && request.callerArn() == null && identity.kind() != IdentityKind.USER) {
            throw callerMissing();
        }
        Principal caller = request.callerArn() == null
                ? SimulatedCaller.of(identity, request.contextEntries())
                : callers.user(request.callerArn());
        List<SimulatedPolicy> policies = new ArrayList<>(source.of(identity));
        policies.addAll(SimulatedPolicy.given("PolicyInputList", request.policyInputList(), PolicyKind.IDENTITY));
        Scenario scenario = new Scenario(
                caller,
                context(request.contextEntries()),
                owner(request.resourceOwner(), caller),
                policies,
                boundary(request.permissionsBoundaryPolicyInputList(), source.boundary(identity)),
                resource(request.resourcePolicy()));
        Page<EvaluationResult> page = run(
                scenario,
                request.actionNames(),
                request.resourceArns(),
                PageRequest.of(request.marker(), request.maxItems()));
        return SimulatePrincipalPolicyResponse.builder()
                .evaluationResults(page.items())
                .isTruncated(page.truncated())
                .marker(page.marker())
                .build();
    }

    /** In the order of the actions; only those of the page are decided. */
    private static Page<EvaluationResult> run(
            Scenario scenario, List<String> actions, List<String> resources, PageRequest wanted) {
        for (String action : actions) {
            if (!ACTION.matcher(action).matches()) {
                throw IamError.INVALID_INPUT.of("Invalid action name: %s", action);
            }
        }
        Page<Integer> page =
                Page.cut(IntStream.range(0, actions.size()).boxed().toList(), wanted, place -> "%07d".formatted(place));
        Simulation simulation = new Simulation(scenario);
        return new Page<>(page.map(place -> simulation.evaluate(actions.get(place), resources)), page.marker());
    }

    private static ConditionContext context(List<ContextEntry> entries) {
        ConditionContext.Builder context = ConditionContext.builder();
        for (ContextEntry entry : entries) {
            if (entry.contextKeyName() == null) {
                throw IamError.INVALID_INPUT.of("A context entry needs a ContextKeyName.");
            }
            context.put(entry.contextKeyName(), entry.contextKeyValues());
        }
        return context.build();
    }

    private static String owner(@Nullable String resourceOwner, Principal caller) {
        return resourceOwner == null ? caller.accountId() : Scenario.account(resourceOwner);
    }

    /** The boundary of the request instead of the one that is set. */
    private static @Nullable SimulatedPolicy boundary(List<String> given, List<SimulatedPolicy> own) {
        if (given.size() > 1) {
            throw IamError.INVALID_INPUT.of("Only one permissions boundary can be simulated at a time.");
        }
        List<SimulatedPolicy> used = given.isEmpty()
                ? own
                : SimulatedPolicy.given("PermissionsBoundaryPolicyInputList", given, PolicyKind.BOUNDARY);
        return used.isEmpty() ? null : used.getFirst();
    }

    private static @Nullable SimulatedPolicy resource(@Nullable String document) {
        return document == null
                ? null
                : SimulatedPolicy.of("ResourcePolicy", document, PolicyKind.RESOURCE, PolicySourceType.RESOURCE);
    }

    private static RuntimeException callerMissing() {
        return IamError.INVALID_INPUT.of(
                "CallerArn is required if you include a ResourcePolicy and the PolicySourceArn is not the ARN of an IAM user.");
    }
}
