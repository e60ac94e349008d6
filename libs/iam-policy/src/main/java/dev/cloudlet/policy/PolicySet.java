package dev.cloudlet.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All policies that speak about one request.
 *
 * @param identity the policies of the caller: managed, inline, and those of its groups
 * @param boundary the caller's permissions boundary; null does not limit
 * @param session the policies handed over when the session was created
 * @param sessionLimited whether {@code session} limits the caller: with true and an empty list nothing is allowed by identity
 *     (a federated user without a policy); it must be true when the list is not empty
 * @param resource the policy of the resource, for sts:AssumeRole the trust policy of the role; null when it has none
 * @param scps the service control policies of the caller's account, one list for each level from the organization's root
 *     down to the account; every level has to allow. Empty outside an organization
 */
public record PolicySet(
        List<NamedPolicy> identity,
        @Nullable NamedPolicy boundary,
        List<NamedPolicy> session,
        boolean sessionLimited,
        @Nullable NamedPolicy resource,
        List<List<NamedPolicy>> scps) {
    private static final PolicySet NONE = new PolicySet(List.of(), null, List.of(), false, null, List.of());

    public PolicySet {
        identity = List.copyOf(identity);
        session = List.copyOf(session);
        List<List<NamedPolicy>> levels = new ArrayList<>(scps.size());
        scps.forEach(level -> levels.add(List.copyOf(level)));
        scps = List.copyOf(levels);
        if (!session.isEmpty() && !sessionLimited) {
            throw new IllegalArgumentException("session policies always limit the session");
        }
    }

    /** No policy at all: whoever is not the account's root is refused. */
    public static PolicySet none() {
        return NONE;
    }

    /** Only policies of the caller. */
    public static PolicySet ofIdentity(List<NamedPolicy> identity) {
        return new PolicySet(identity, null, List.of(), false, null, List.of());
    }

    /** The same caller before another resource; null when that resource has no policy. */
    public PolicySet withResource(@Nullable NamedPolicy policy) {
        return new PolicySet(identity, boundary, session, sessionLimited, policy, scps);
    }

    /** The same with a permissions boundary on the caller; null takes it away. */
    public PolicySet withBoundary(@Nullable NamedPolicy policy) {
        return new PolicySet(identity, policy, session, sessionLimited, resource, scps);
    }

    /** The same in a session limited to what these policies allow. */
    public PolicySet withSession(List<NamedPolicy> policies) {
        return new PolicySet(identity, boundary, policies, true, resource, scps);
    }

    /** The same in an organization. */
    public PolicySet withScps(List<List<NamedPolicy>> levels) {
        return new PolicySet(identity, boundary, session, sessionLimited, resource, levels);
    }
}
