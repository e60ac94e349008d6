package dev.cloudlet.policy;

/** Where a policy is attached; decides which members its statements must and must not have. */
public enum PolicyKind {
    /** Attached to a user, a group or a role, managed or inline: {@code Resource} required, no {@code Principal}. */
    IDENTITY(false, true),
    /** Attached to a resource, such as a bucket: {@code Principal} and {@code Resource} required. */
    RESOURCE(true, true),
    /** The trust policy of a role: {@code Principal} required, {@code Resource} forbidden. Nobody gets in without it. */
    TRUST(true, false),
    /** The policy of an encryption key: as {@link #RESOURCE}, but nobody gets in without it. */
    KEY(true, true),
    /**
     * The policy and the access control lists of a resource in one: as {@link #RESOURCE}, but the root user of the account that
     * owns the resource has no more than they grant.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">AWS: access control lists of S3</a>
     */
    LISTED(true, true),
    /** A permissions boundary of a user or a role. */
    BOUNDARY(false, true),
    /** Handed over when a session is created. */
    SESSION(false, true),
    /** A service control policy of an organization. */
    SCP(false, true);

    private final boolean namesPrincipals;
    private final boolean namesResources;

    PolicyKind(boolean namesPrincipals, boolean namesResources) {
        this.namesPrincipals = namesPrincipals;
        this.namesResources = namesResources;
    }

    boolean namesPrincipals() {
        return namesPrincipals;
    }

    boolean namesResources() {
        return namesResources;
    }

    /** Whether no other policy, nor being root, can give the caller what this one does not: role trust and encryption keys. */
    boolean mandatory(Principal caller) {
        return this == TRUST || this == KEY || (this == LISTED && caller instanceof Principal.AccountRoot);
    }
}
