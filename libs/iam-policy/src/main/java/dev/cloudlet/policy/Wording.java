package dev.cloudlet.policy;

/**
 * What AWS says about a faulty policy. IAM's parser for policies of identities is vague ("Syntax errors in policy."); the one
 * for bucket policies and role trust names the field; Organizations says one sentence for everything.
 */
enum Wording {
    IDENTITY,
    RESOURCE,
    TRUST,
    ORGANIZATION;

    private static final String SYNTAX = "Syntax errors in policy.";

    static Wording of(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION -> IDENTITY;
            case RESOURCE, KEY, LISTED -> RESOURCE;
            case TRUST -> TRUST;
            case SCP -> ORGANIZATION;
        };
    }

    MalformedPolicyException invalidJson(SourceSpan at) {
        return fault(
                at,
                SYNTAX,
                "Policies must be valid JSON and the first byte must be '{'",
                "This policy contains invalid Json");
    }

    MalformedPolicyException syntax(SourceSpan at) {
        return fault(at, SYNTAX, "Syntax error in policy.", "Syntax error in policy.");
    }

    MalformedPolicyException unknownField(SourceSpan at, String field) {
        return fault(at, SYNTAX, "Unknown field " + field, "Unknown field " + field);
    }

    MalformedPolicyException version(SourceSpan at) {
        String message = "The policy must contain a valid version string";
        return fault(at, SYNTAX, message, message);
    }

    MalformedPolicyException oldVersion(SourceSpan at) {
        String message = "Policy document must be version 2012-10-17 or greater.";
        return fault(at, message, message, message);
    }

    MalformedPolicyException noStatements(SourceSpan at) {
        String message = "Could not parse the policy: Statement is empty!";
        return fault(at, SYNTAX, message, message);
    }

    MalformedPolicyException missing(SourceSpan at, String field, String forIdentities) {
        String message = "Missing required field " + field;
        return fault(at, forIdentities, message, message);
    }

    MalformedPolicyException missing(SourceSpan at, String field) {
        return missing(at, field, SYNTAX);
    }

    MalformedPolicyException empty(SourceSpan at, String field, String forIdentities) {
        String message = "Missing required field " + field + " cannot be empty!";
        return fault(at, forIdentities, message, message);
    }

    MalformedPolicyException duplicateSid(SourceSpan at) {
        String message = "The Statement Ids in the policy are not unique";
        return fault(at, "Statement IDs (SID) in a single policy must be unique.", message, message);
    }

    MalformedPolicyException sid(SourceSpan at) {
        String message =
                "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression"
                        + " [0-9A-Za-z]*";
        return fault(at, message, message, message);
    }

    /** A word that differs from the right one only by case passes IAM's first parser and fails in its second. */
    MalformedPolicyException effect(SourceSpan at, String effect) {
        boolean onlyCase = effect.equalsIgnoreCase("Allow") || effect.equalsIgnoreCase("Deny");
        String message = "Invalid effect: " + effect;
        return fault(at, onlyCase ? "The policy failed legacy parsing" : SYNTAX, message, message);
    }

    MalformedPolicyException legacy(SourceSpan at) {
        return fault(at, "The policy failed legacy parsing", "Syntax error in policy.", "Syntax error in policy.");
    }

    MalformedPolicyException action(SourceSpan at, String forIdentities) {
        return fault(at, forIdentities, "Policy has invalid action", forIdentities);
    }

    MalformedPolicyException resource(SourceSpan at, String forIdentities) {
        return fault(at, forIdentities, "Policy has invalid resource", forIdentities);
    }

    MalformedPolicyException principal(SourceSpan at, String type, String value) {
        String named = "Invalid principal in policy: \"" + type + "\":\"" + value + "\"";
        return fault(at, named, "Invalid principal in policy", named);
    }

    MalformedPolicyException conditionOperator(SourceSpan at, String operator) {
        return fault(at, SYNTAX, "Invalid Condition type : " + operator, "Syntax error in policy.");
    }

    /** The same words for identities, resources and role trust. */
    MalformedPolicyException plain(SourceSpan at, String message) {
        return fault(at, message, message, message);
    }

    private MalformedPolicyException fault(SourceSpan at, String identity, String resource, String trust) {
        String message =
                switch (this) {
                    case IDENTITY -> identity;
                    case RESOURCE -> resource;
                    case TRUST -> trust;
                    case ORGANIZATION ->
                        "The provided policy document does not meet the requirements of the specified policy type.";
                };
        return new MalformedPolicyException(message, at.line(), at.column());
    }
}
