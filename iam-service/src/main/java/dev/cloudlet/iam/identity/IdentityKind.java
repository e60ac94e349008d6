package dev.cloudlet.iam.identity;

/**
 * What a policy can be attached to.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM and AWS STS quotas</a>
 */
public enum IdentityKind {
    USER("AIDA", "user", "User", 5_000, 2_048, 10),
    GROUP("AGPA", "group", "Group", 300, 5_120, 10),
    ROLE("AROA", "role", "Role", 1_000, 10_240, 10);

    private final String idPrefix;
    private final String word;
    private final String title;
    private final int quota;
    private final int inlineCharacters;
    private final int attachments;

    IdentityKind(String idPrefix, String word, String title, int quota, int inlineCharacters, int attachments) {
        this.idPrefix = idPrefix;
        this.word = word;
        this.title = title;
        this.quota = quota;
        this.inlineCharacters = inlineCharacters;
        this.attachments = attachments;
    }

    /** The first letters of its unique ids. */
    public String idPrefix() {
        return idPrefix;
    }

    /** As in an ARN and in AWS's messages. */
    public String word() {
        return word;
    }

    /** As at the beginning of AWS's messages. */
    public String title() {
        return title;
    }

    /** How many an account may have. */
    public int quota() {
        return quota;
    }

    String quotaName() {
        return title + "sPerAccount";
    }

    /** How many characters, white space not counted, its inline policies may have together. */
    public int inlineCharacters() {
        return inlineCharacters;
    }

    /** How many managed policies may be attached to one. */
    public int attachments() {
        return attachments;
    }

    public String attachmentsQuotaName() {
        return "PoliciesPer" + title;
    }
}
