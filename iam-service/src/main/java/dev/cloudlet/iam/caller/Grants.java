package dev.cloudlet.iam.caller;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.policy.IdentityPolicies;
import dev.cloudlet.iam.policy.PolicyTexts;
import dev.cloudlet.iam.sts.Session;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerGrant.Kind;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.signature.Reason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together who a caller is and what policies apply. */
@Component
class Grants {
    private final Identities identities;
    private final IdentityPolicies policies;
    private final PolicyTexts texts;

    Grants(Identities identities, IdentityPolicies policies, PolicyTexts texts) {
        this.identities = identities;
        this.policies = policies;
        this.texts = texts;
    }

    CallerGrant ofRoot(String account, byte[] signingKey) {
        return root(account, signingKey, null, null);
    }

    CallerGrant ofUser(String account, String userId, byte[] signingKey) {
        return ofIdentity(Kind.USER, identity(account, userId), null, signingKey);
    }

    /** A session has what its role or user has at this moment; without that role or user it has ended. */
    CallerGrant ofSession(Session session, byte[] signingKey) {
        if (session.identityId() == null) {
            return session.kind() == Kind.FEDERATED
                    ? federatedByRoot(session, signingKey)
                    : root(session.account(), signingKey, session.created(), session.expires());
        }
        return ofIdentity(session.kind(), identity(session.account(), session.identityId()), session, signingKey);
    }

    private Identity identity(String account, String id) {
        Identity identity = identities.byId(account, id);
        if (identity == null) {
            throw Refusal.of(Reason.UNKNOWN_ACCESS_KEY);
        }
        return identity;
    }

    private CallerGrant ofIdentity(Kind kind, Identity identity, @Nullable Session session, byte[] signingKey) {
        Map<String, String> tags = new LinkedHashMap<>(identity.tags());
        if (session != null) {
            tags.putAll(session.tags());
        }
        return new CallerGrant(
                kind,
                identity.account(),
                identity.arn(),
                identity.id(),
                session == null ? "" : session.name(),
                tags,
                policies.of(identity.account(), identity.id()),
                boundary(identity),
                session == null ? List.of() : session.policies(),
                session != null && session.limited(),
                signingKey,
                session == null ? null : session.mfa(),
                session == null ? null : session.created(),
                session == null ? null : session.expires());
    }

    private @Nullable PolicyText boundary(Identity identity) {
        return identity.boundary() == null ? null : texts.get(identity.account(), identity.boundary());
    }

    private static CallerGrant root(
            String account, byte[] signingKey, @Nullable Instant issued, @Nullable Instant expires) {
        return new CallerGrant(
                Kind.ROOT,
                account,
                rootArn(account),
                "",
                "",
                Map.of(),
                List.of(),
                null,
                List.of(),
                false,
                signingKey,
                null,
                issued,
                expires);
    }

    /** Root's own policies would be everything: the session policies alone decide. */
    private CallerGrant federatedByRoot(Session session, byte[] signingKey) {
        return new CallerGrant(
                Kind.FEDERATED,
                session.account(),
                rootArn(session.account()),
                "",
                session.name(),
                session.tags(),
                List.of(texts.get(session.account(), "arn:aws:iam::aws:policy/AdministratorAccess")),
                null,
                session.policies(),
                true,
                signingKey,
                null,
                session.created(),
                session.expires());
    }

    private static String rootArn(String account) {
        return "arn:aws:iam::" + account + ":root";
    }
}
