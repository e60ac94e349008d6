package dev.cloudlet.policy;

import dev.cloudlet.policy.PrincipalPattern.Grip;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement of a {@link PolicyDocument}, compiled. */
public final class Statement {
    /** What a statement says, before it is part of a policy; a list that is empty was not given. */
    record Parts(
            Effect effect,
            @Nullable String sid,
            boolean notAction,
            List<ActionPattern> actions,
            boolean notResource,
            List<ArnPattern> resources,
            boolean notPrincipal,
            @Nullable PrincipalPattern principal,
            List<Condition> conditions,
            List<String> contextKeys) {}

    private final int index;
    private final SourceSpan span;
    private final Parts parts;
    private final ActionPattern[] actions;
    private final ArnPattern[] resources;
    private final Condition[] conditions;

    Statement(int index, SourceSpan span, Parts parts) {
        this.index = index;
        this.span = span;
        this.parts = parts;
        this.actions = parts.actions().toArray(ActionPattern[]::new);
        this.resources = parts.resources().toArray(ArnPattern[]::new);
        this.conditions = parts.conditions().toArray(Condition[]::new);
    }

    /** Its place in the policy, from 0. */
    public int index() {
        return index;
    }

    /** Its name, where the author gave one. */
    public Optional<String> sid() {
        return Optional.ofNullable(parts.sid());
    }

    /** Allow or deny. */
    public Effect effect() {
        return parts.effect();
    }

    /** Where it stands in {@link PolicyDocument#json()}. */
    public SourceSpan span() {
        return span;
    }

    /** The context keys that it wants to know, as condition keys or variables, spelled as in its text and without repetition. */
    public List<String> contextKeys() {
        return parts.contextKeys();
    }

    Parts parts() {
        return parts;
    }

    /** Whether it speaks about the action, the resource and the circumstances, whoever asks. */
    boolean covers(RequestView request) {
        if (coversAction(request) == parts.notAction() || coversResource(request) == parts.notResource()) {
            return false;
        }
        for (Condition condition : conditions) {
            if (!condition.holds(request.request())) {
                return false;
            }
        }
        return true;
    }

    /** How closely it names the caller; a statement without principals speaks about whoever it is attached to. */
    Grip grip(RequestView request) {
        PrincipalPattern principal = parts.principal();
        if (principal == null) {
            return Grip.DIRECT;
        }
        if (parts.notPrincipal()) {
            // AWS: NotPrincipal always denies callers that have a permissions boundary.
            return !request.boundary() && principal.excepts(request.request()) ? Grip.NONE : Grip.DIRECT;
        }
        return principal.grip(request.request());
    }

    /** Whether it speaks about the action, whatever the resource and the circumstances. */
    boolean namesAction(RequestView request) {
        return coversAction(request) != parts.notAction();
    }

    private boolean coversAction(RequestView request) {
        for (ActionPattern action : actions) {
            if (action.matches(request)) {
                return true;
            }
        }
        return false;
    }

    private boolean coversResource(RequestView request) {
        if (resources.length == 0) {
            return true;
        }
        for (ArnPattern resource : resources) {
            if (resource.matches(request.resource(), request.request())) {
                return true;
            }
            if (parts.notResource() && effect() == Effect.ALLOW && !resource.resolvable(request.request())) {
                // Nobody knows what was meant to be left out: nothing is allowed.
                return true;
            }
        }
        return false;
    }
}
