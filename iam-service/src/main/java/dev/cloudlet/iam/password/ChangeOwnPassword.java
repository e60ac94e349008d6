package dev.cloudlet.iam.password;

import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * An account's password policy may let every user change its own password, without any policy of the user's: as if the user
 * carried a policy itself, so that a statement that denies it still does.
 */
@Component
public class ChangeOwnPassword {
    public static final String ACTION = "iam:ChangePassword";

    private final PasswordPolicies policies;

    ChangeOwnPassword(PasswordPolicies policies) {
        this.policies = policies;
    }

    /** What the account's password policy says of one of its users; null where it says nothing. */
    public @Nullable NamedPolicy of(Identity user) {
        boolean allowed = user.kind() == IdentityKind.USER
                && policies.of(user.account())
                        .map(PasswordRules::usersMayChange)
                        .orElse(false);
        return allowed ? new NamedPolicy("the account's password policy", allowing(user)) : null;
    }

    private static PolicyDocument allowing(Identity user) {
        return PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": {
                    "Effect": "Allow", "Principal": {"AWS": "%1$s"}, "Action": "%2$s", "Resource": "%1$s"}}""".formatted(user.arn(), ACTION), PolicyKind.RESOURCE);
    }
}
