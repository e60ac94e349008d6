package dev.cloudlet.iam.simulation;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetContextKeysForPrincipalPolicyResponse;

/** What policies want to know of a request: what a simulation should be told. */
@AwsOperations
class ContextKeyOperations {
    private final PolicySource source;

    ContextKeyOperations(PolicySource source) {
        this.source = source;
    }

    @Authorize(action = "iam:GetContextKeysForCustomPolicy")
    GetContextKeysForCustomPolicyResponse getContextKeysForCustomPolicy(
            Call call, GetContextKeysForCustomPolicyRequest request) {
        return GetContextKeysForCustomPolicyResponse.builder()
                .contextKeyNames(
                        keys(SimulatedPolicy.given("PolicyInputList", request.policyInputList(), PolicyKind.IDENTITY)))
                .build();
    }

    @Authorize(action = "iam:GetContextKeysForPrincipalPolicy", resource = "{PolicySourceArn}")
    GetContextKeysForPrincipalPolicyResponse getContextKeysForPrincipalPolicy(
            Call call, GetContextKeysForPrincipalPolicyRequest request) {
        List<SimulatedPolicy> policies =
                new ArrayList<>(source.of(source.identity(call.account(), request.policySourceArn())));
        policies.addAll(SimulatedPolicy.given("PolicyInputList", request.policyInputList(), PolicyKind.IDENTITY));
        return GetContextKeysForPrincipalPolicyResponse.builder()
                .contextKeyNames(keys(policies))
                .build();
    }

    private static Set<String> keys(List<SimulatedPolicy> policies) {
        Set<String> keys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        policies.forEach(each -> keys.addAll(each.policy().document().contextKeys()));
        return keys;
    }
}
