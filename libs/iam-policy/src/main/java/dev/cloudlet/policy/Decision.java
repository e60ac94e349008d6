package dev.cloudlet.policy;

/** What {@link Evaluator} decided, and which statement or missing policy decided it. */
public sealed interface Decision {
    /** Whether the request may go on. */
    boolean allowed();

    /**
     * For a refused request AWS's own words, as in "User: arn:aws:iam::123456789012:user/Bob is not authorized to perform:
     * s3:GetObject on resource: arn:aws:s3:::b/k because no identity-based policy allows the s3:GetObject action"; for an
     * allowed one which statement allowed it. Names no policy document to a refused caller, as AWS does not.
     *
     * @param request the request that was decided
     */
    String explain(AccessRequest request);

    /** For the owner of the account: which statement of which policy decided, or which kind of policy is missing. */
    String reason();

    /** Allowed by a statement; of several policies that had to allow, the one that grants. */
    record Allowed(NamedPolicy policy, Statement statement, PolicyType via) implements Decision {
        @Override
        public boolean allowed() {
            return true;
        }

        @Override
        public String explain(AccessRequest request) {
            return Explanation.of(request, "is", " because of " + reason());
        }

        @Override
        public String reason() {
            return Explanation.statement(policy, statement) + " (" + via.one() + ")";
        }
    }

    /** Allowed because the caller is the root of the account that owns the resource. */
    record AllowedAsRoot() implements Decision {
        @Override
        public boolean allowed() {
            return true;
        }

        @Override
        public String explain(AccessRequest request) {
            return Explanation.of(request, "is", " because of " + reason());
        }

        @Override
        public String reason() {
            return "the rights of the account's root user";
        }
    }

    /** Refused by a statement. */
    record ExplicitlyDenied(NamedPolicy policy, Statement statement, PolicyType type) implements Decision {
        @Override
        public boolean allowed() {
            return false;
        }

        @Override
        public String explain(AccessRequest request) {
            return Explanation.of(request, "is not", " with an explicit deny in " + type.one());
        }

        @Override
        public String reason() {
            return Explanation.statement(policy, statement) + " (" + type.one() + ")";
        }
    }

    /**
     * Refused because nothing allowed it.
     *
     * @param missing the kind of policy that would have had to allow
     */
    record ImplicitlyDenied(PolicyType missing) implements Decision {
        @Override
        public boolean allowed() {
            return false;
        }

        @Override
        public String explain(AccessRequest request) {
            return Explanation.of(
                    request, "is not", " because " + missing.none() + " allows the " + request.action() + " action");
        }

        @Override
        public String reason() {
            return missing.none() + " allows it";
        }
    }
}
