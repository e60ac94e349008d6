package dev.cloudlet.iam.simulation;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.policy.MalformedPolicyException;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.iam.model.PolicySourceType;

/**
 * A policy of a simulation.
 *
 * @param policy its name is what answers call it
 * @param source where it comes from
 */
record SimulatedPolicy(NamedPolicy policy, PolicySourceType source) {

    /** The policies that a request brings along: called by the name of its parameter and their place there, from 1. */
    static List<SimulatedPolicy> given(String parameter, List<String> documents, PolicyKind kind) {
        List<SimulatedPolicy> policies = new ArrayList<>();
        for (String document : documents) {
            policies.add(of(parameter + "." + (policies.size() + 1), document, kind, PolicySourceType.NONE));
        }
        return policies;
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException InvalidInput when it is no policy
     */
    static SimulatedPolicy of(String name, String document, PolicyKind kind, PolicySourceType source) {
        try {
            return new SimulatedPolicy(new NamedPolicy(name, PolicyDocument.parse(document, kind)), source);
        } catch (MalformedPolicyException e) {
            throw IamError.INVALID_INPUT.of("Invalid policy %s: %s", name, String.valueOf(e.getMessage()));
        }
    }
}
