package dev.cloudlet.iam.identity;

import java.util.Locale;

/** What a policy can be attached to. */
public enum IdentityKind {
    USER("AIDA"),
    GROUP("AGPA"),
    ROLE("AROA");

    private final String idPrefix;

    IdentityKind(String idPrefix) {
        this.idPrefix = idPrefix;
    }

    /**
     * The first letters of its unique ids.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-prefixes">Unique ID prefixes</a>
     */
    public String idPrefix() {
        return idPrefix;
    }

    /** As in an ARN and in AWS's messages: {@code user}, {@code group}, {@code role}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
