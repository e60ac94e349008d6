package dev.cloudlet.policy;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * May this caller do this? Beside the given context the keys that follow from the caller and the resource are known:
 * aws:username, aws:userid, aws:PrincipalArn, aws:PrincipalAccount, aws:PrincipalType, aws:PrincipalTag/...,
 * aws:PrincipalIsAWSService, aws:PrincipalServiceName and aws:ResourceAccount; they cannot be overridden by the context.
 *
 * @param principal the caller
 * @param action as in "s3:GetObject"
 * @param resource the ARN of the resource, or "*" for actions without one
 * @param resourceAccountId the account that owns the resource; the caller's own for actions without a resource
 * @param context the rest of the condition keys
 */
public record AccessRequest(
        Principal principal, String action, String resource, String resourceAccountId, ConditionContext context) {
    /**
     * The context key with the canonical user id of the caller's account, for {@code "Principal": {"CanonicalUser": ...}}.
     * It is no key of AWS and not meant for conditions.
     */
    public static final String CANONICAL_USER_ID = "cloudlet:CanonicalUserId";

    private static final String INTERNAL = "cloudlet:";

    static final String CANONICAL_USER_ID_KEY = CANONICAL_USER_ID.toLowerCase(Locale.ROOT);

    public AccessRequest {
        requireNonNull(principal);
        requireNonNull(resource);
        requireNonNull(resourceAccountId);
        requireNonNull(context);
        if (action.indexOf(':') < 1) {
            throw new IllegalArgumentException("no action: " + action);
        }
    }

    /** Every condition key that the request has, given or following from the caller, in lower case and sorted. */
    public SortedMap<String, List<String>> keys() {
        SortedMap<String, List<String>> keys = ContextKeys.all(this);
        keys.keySet().removeIf(key -> key.startsWith(INTERNAL));
        return keys;
    }

    /** The values of a condition key in any case; empty when the request does not have it. */
    public List<String> values(String key) {
        return ContextKeys.values(this, key.toLowerCase(Locale.ROOT));
    }
}
