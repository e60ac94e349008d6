package dev.cloudlet.policy;

/**
 * The kinds of policies as AWS names them in its access denied messages.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html">AWS: Troubleshoot access denied messages</a>
 */
public enum PolicyType {
    IDENTITY_BASED("an identity-based policy", "no identity-based policy"),
    RESOURCE_BASED("a resource-based policy", "no resource-based policy"),
    ROLE_TRUST("the role trust policy", "no role trust policy"),
    PERMISSIONS_BOUNDARY("a permissions boundary", "no permissions boundary"),
    SESSION("a session policy", "no session policy"),
    SERVICE_CONTROL("a service control policy", "no service control policy");

    private final String one;
    private final String none;

    PolicyType(String one, String none) {
        this.one = one;
        this.none = none;
    }

    /** With its article, as in "with an explicit deny in <b>a session policy</b>". */
    public String one() {
        return one;
    }

    /** As in "because <b>no session policy</b> allows the s3:GetObject action". */
    public String none() {
        return none;
    }
}
