package dev.cloudlet.iam.account;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.password.ChangeOwnPassword;
import dev.cloudlet.iam.role.Role;
import dev.cloudlet.iam.role.Roles;
import dev.cloudlet.kit.authorization.ResourcePolicies;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What decides about users, groups and roles beside the caller's policies: their tags, their boundary, who is trusted. */
@Component
class IamResources implements ResourcePolicies {
    private static final Pattern IDENTITY =
            Pattern.compile("arn:aws:iam::(\\d{12}):(user|group|role)(/(?:.*/)?)([^/]+)");
    private static final Set<String> ASSUMING = Set.of("sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity");

    private final Identities identities;
    private final Roles roles;
    private final ChangeOwnPassword passwords;

    IamResources(Identities identities, Roles roles, ChangeOwnPassword passwords) {
        this.identities = identities;
        this.roles = roles;
        this.passwords = passwords;
    }

    @Override
    public @Nullable ResourceFacts find(String resourceArn) {
        return find(resourceArn, "");
    }

    @Override
    public @Nullable ResourceFacts find(String resourceArn, String action) {
        Matcher m = IDENTITY.matcher(resourceArn);
        if (!m.matches()) {
            return null;
        }
        IdentityKind kind =
                switch (m.group(2)) {
                    case "user" -> IdentityKind.USER;
                    case "group" -> IdentityKind.GROUP;
                    default -> IdentityKind.ROLE;
                };
        Identity identity = identities.find(m.group(1), kind, m.group(4));
        if (identity == null || !identity.path().equals(m.group(3))) {
            return null;
        }
        return new ResourceFacts(identity.account(), policy(identity, action), identity.tags(), keys(identity));
    }

    private @Nullable NamedPolicy policy(Identity identity, String action) {
        if (ASSUMING.contains(action)) {
            return trustPolicy(identity);
        }
        return action.equals(ChangeOwnPassword.ACTION) ? passwords.of(identity) : null;
    }

    private @Nullable NamedPolicy trustPolicy(Identity identity) {
        Role role = identity.kind() == IdentityKind.ROLE ? roles.find(identity.account(), identity.name()) : null;
        return role == null
                ? null
                : new NamedPolicy(role.arn(), PolicyDocument.parse(role.trustPolicy(), PolicyKind.TRUST));
    }

    private static Map<String, String> keys(Identity identity) {
        Map<String, String> keys = new HashMap<>();
        identity.tags().forEach((key, value) -> keys.put("iam:ResourceTag/" + key, value));
        if (identity.boundary() != null) {
            keys.put("iam:PermissionsBoundary", identity.boundary());
        }
        return keys;
    }
}
