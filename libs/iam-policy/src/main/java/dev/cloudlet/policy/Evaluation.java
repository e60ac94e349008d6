package dev.cloudlet.policy;

import dev.cloudlet.policy.Decision.Allowed;
import dev.cloudlet.policy.Decision.AllowedAsRoot;
import dev.cloudlet.policy.Decision.ExplicitlyDenied;
import dev.cloudlet.policy.Decision.ImplicitlyDenied;
import dev.cloudlet.policy.Principal.AccountRoot;
import dev.cloudlet.policy.PrincipalPattern.Grip;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of one decision. */
final class Evaluation {
    private record Grant(Allowed allowed, Grip grip) {}

    private final RequestView request;
    private final PolicySet policies;
    private final PolicyType resourceType;

    Evaluation(AccessRequest request, PolicySet policies) {
        this.request = new RequestView(request, policies.boundary() != null);
        this.policies = policies;
        NamedPolicy resource = policies.resource();
        this.resourceType = resource != null && resource.document().kind() == PolicyKind.TRUST
                ? PolicyType.ROLE_TRUST
                : PolicyType.RESOURCE_BASED;
    }

    @Nullable
    ExplicitlyDenied explicitDeny() {
        for (List<NamedPolicy> level : policies.scps()) {
            ExplicitlyDenied denied = denyIn(level, PolicyType.SERVICE_CONTROL);
            if (denied != null) {
                return denied;
            }
        }
        ExplicitlyDenied denied = denyIn(policies.resource(), resourceType);
        if (denied == null) {
            denied = denyIn(policies.identity(), PolicyType.IDENTITY_BASED);
        }
        if (denied == null) {
            denied = denyIn(policies.boundary(), PolicyType.PERMISSIONS_BOUNDARY);
        }
        return denied != null ? denied : denyIn(policies.session(), PolicyType.SESSION);
    }

    List<Opinion> opinions() {
        List<Opinion> all = new ArrayList<>();
        policies.scps().forEach(level -> level.forEach(policy -> all.add(opinion(policy, PolicyType.SERVICE_CONTROL))));
        if (policies.resource() != null) {
            all.add(opinion(policies.resource(), resourceType));
        }
        policies.identity().forEach(policy -> all.add(opinion(policy, PolicyType.IDENTITY_BASED)));
        if (policies.boundary() != null) {
            all.add(opinion(policies.boundary(), PolicyType.PERMISSIONS_BOUNDARY));
        }
        policies.session().forEach(policy -> all.add(opinion(policy, PolicyType.SESSION)));
        return List.copyOf(all);
    }

    /** What the policies would want to know of this action, and the request does not say. */
    List<String> missingKeys() {
        ContextKeyNames missing = new ContextKeyNames(false);
        for (NamedPolicy policy : all()) {
            for (Statement statement : policy.document().statements()) {
                if (statement.namesAction(request)) {
                    statement.contextKeys().stream()
                            .filter(key -> request.request().values(key).isEmpty())
                            .forEach(missing::add);
                }
            }
        }
        return missing.all();
    }

    private List<NamedPolicy> all() {
        List<NamedPolicy> all = new ArrayList<>(policies.identity());
        policies.scps().forEach(all::addAll);
        all.addAll(policies.session());
        if (policies.boundary() != null) {
            all.add(policies.boundary());
        }
        if (policies.resource() != null) {
            all.add(policies.resource());
        }
        return all;
    }

    private Opinion opinion(NamedPolicy policy, PolicyType type) {
        StatementIndex index = policy.document().index();
        Statement denies = speaking(index.denies(request.service()));
        return new Opinion(type, policy, denies != null ? denies : speaking(index.allows(request.service())));
    }

    private @Nullable Statement speaking(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement.grip(request) != Grip.NONE && statement.covers(request)) {
                return statement;
            }
        }
        return null;
    }

    @Nullable
    ImplicitlyDenied scpsAllow() {
        for (List<NamedPolicy> level : policies.scps()) {
            if (allowIn(level, PolicyType.SERVICE_CONTROL) == null) {
                return new ImplicitlyDenied(PolicyType.SERVICE_CONTROL);
            }
        }
        return null;
    }

    Decision byResourceAlone() {
        Grant grant = resourceGrant();
        return grant != null ? grant.allowed() : new ImplicitlyDenied(resourceType);
    }

    Decision sameAccount() {
        Grant grant = resourceGrant();
        NamedPolicy resource = policies.resource();
        boolean mandatory = resource != null
                && resource.document().kind().mandatory(request.request().principal());
        if (grant == null && mandatory) {
            return new ImplicitlyDenied(resourceType);
        }
        if (request.request().principal() instanceof AccountRoot) {
            return new AllowedAsRoot();
        }
        return switch (grant == null ? Grip.NONE : grant.grip()) {
            case NONE, ACCOUNT -> byIdentity();
            case BEHIND_SESSION -> grant == null ? byIdentity() : limited(grant.allowed());
            case DIRECT -> grant == null ? byIdentity() : grant.allowed();
        };
    }

    Decision crossAccount() {
        if (!(request.request().principal() instanceof AccountRoot)) {
            Decision own = byIdentity();
            if (!own.allowed()) {
                return own;
            }
        }
        return byResourceAlone();
    }

    private Decision byIdentity() {
        Allowed allowed = allowIn(policies.identity(), PolicyType.IDENTITY_BASED);
        return allowed == null ? new ImplicitlyDenied(PolicyType.IDENTITY_BASED) : limited(allowed);
    }

    /** What was granted, as far as the permissions boundary and the session policies let it. */
    private Decision limited(Allowed granted) {
        NamedPolicy boundary = policies.boundary();
        if (boundary != null && allow(boundary, PolicyType.PERMISSIONS_BOUNDARY) == null) {
            return new ImplicitlyDenied(PolicyType.PERMISSIONS_BOUNDARY);
        }
        if (policies.sessionLimited() && allowIn(policies.session(), PolicyType.SESSION) == null) {
            return new ImplicitlyDenied(PolicyType.SESSION);
        }
        return granted;
    }

    /** The closest grant of the resource's policy. */
    private @Nullable Grant resourceGrant() {
        NamedPolicy policy = policies.resource();
        if (policy == null) {
            return null;
        }
        Grant closest = null;
        for (Statement statement : policy.document().index().allows(request.service())) {
            Grip grip = statement.grip(request);
            if ((closest == null ? Grip.NONE : closest.grip()).compareTo(grip) < 0 && statement.covers(request)) {
                closest = new Grant(new Allowed(policy, statement, resourceType), grip);
            }
        }
        return closest;
    }

    private @Nullable Allowed allowIn(List<NamedPolicy> candidates, PolicyType type) {
        for (NamedPolicy policy : candidates) {
            Allowed allowed = allow(policy, type);
            if (allowed != null) {
                return allowed;
            }
        }
        return null;
    }

    private @Nullable Allowed allow(NamedPolicy policy, PolicyType type) {
        for (Statement statement : policy.document().index().allows(request.service())) {
            if (statement.covers(request)) {
                return new Allowed(policy, statement, type);
            }
        }
        return null;
    }

    private @Nullable ExplicitlyDenied denyIn(List<NamedPolicy> candidates, PolicyType type) {
        for (NamedPolicy policy : candidates) {
            ExplicitlyDenied denied = denyIn(policy, type);
            if (denied != null) {
                return denied;
            }
        }
        return null;
    }

    private @Nullable ExplicitlyDenied denyIn(@Nullable NamedPolicy policy, PolicyType type) {
        if (policy == null) {
            return null;
        }
        Statement denies = speaking(policy.document().index().denies(request.service()));
        return denies == null ? null : new ExplicitlyDenied(policy, denies, type);
    }
}
