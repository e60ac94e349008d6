package dev.cloudlet.policy;

import static java.util.Objects.requireNonNull;

/**
 * A policy and what to call it in an explanation.
 *
 * @param name the ARN of a managed policy, the name of an inline one, or the ARN of the resource that carries it
 * @param document the policy
 */
public record NamedPolicy(String name, PolicyDocument document) {
    public NamedPolicy {
        requireNonNull(name);
        requireNonNull(document);
    }
}
