package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The users and roles behind ARNs in key policies and grants. */
@Component
public class NamedPrincipals {
    private static final Pattern IDENTITY = Pattern.compile("arn:aws:iam::(\\d{12}):(user|role)/(?:.*/)?([^/]+)");
    private static final Pattern PRINCIPAL = Pattern.compile(
            "arn:aws:(iam::\\d{12}:(root|(user|role)/.+)|sts::\\d{12}:(assumed-role/[^/]+/[^/]+|federated-user/[^/]+))");

    private final Identities identities;

    NamedPrincipals(Identities identities) {
        this.identities = identities;
    }

    /** Null for a principal of another kind, and for a user or role that is not there. */
    public @Nullable Identity find(String arn) {
        Matcher m = IDENTITY.matcher(arn);
        if (!m.matches()) {
            return null;
        }
        IdentityKind kind = m.group(2).equals("user") ? IdentityKind.USER : IdentityKind.ROLE;
        Identity found = identities.find(m.group(1), kind, m.group(3));
        return found == null || !found.arn().equals(arn) ? null : found;
    }

    /** The unique id of a user or role that is there. */
    public @Nullable String id(String arn) {
        Identity found = find(arn);
        return found == null ? null : found.id();
    }

    /** How the one who had this ARN and this id is to be shown now: one who is gone by the id alone. */
    public String shown(String arn, @Nullable String id) {
        if (id == null) {
            return arn;
        }
        Identity now = identities.byId(arn.split(":", 6)[4], id);
        return now == null ? id : now.arn();
    }

    /** Whether it would be a user or a role of that account, but is not there. Of strange accounts nothing is known. */
    public boolean isMissing(String account, String arn) {
        Matcher m = IDENTITY.matcher(arn);
        return m.matches() && m.group(1).equals(account) && find(arn) == null;
    }

    /** Whether a grant can be given to it: an account, a user, a role, a session. */
    public static boolean isPrincipal(String arn) {
        return PRINCIPAL.matcher(arn).matches();
    }
}
