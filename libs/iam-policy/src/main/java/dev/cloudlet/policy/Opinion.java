package dev.cloudlet.policy;

import org.jspecify.annotations.Nullable;

/**
 * What one policy says of one request, taken by itself. {@link Evaluator#decide} weighs them.
 *
 * @param statement the first one that denies; where none does, the first one that allows; null when the policy does not
 *     speak of the request
 */
public record Opinion(
        PolicyType type, NamedPolicy policy, @Nullable Statement statement) {}
