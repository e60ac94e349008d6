package dev.cloudlet.kit.authentication;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * iam-service's answer: who the caller is and what policies apply.
 *
 * @param kind which principal to build from the rest
 * @param account the caller's account, 12 digits
 * @param arn the user's or role's ARN with its path; for a federated user the ARN of who asked for the session
 * @param uniqueId the unique id of the user or role (AIDA…, AROA…), empty for root
 * @param sessionName the role session's or federated user's name, empty otherwise
 * @param tags for aws:PrincipalTag
 * @param sessionLimited whether session policies limit this session, even if the list is empty
 * @param signingKey the derived key of the asked scope
 * @param mfa when a one-time code was given for temporary credentials, for aws:MultiFactorAuthAge; null without
 * @param issued when temporary credentials were given out, for aws:TokenIssueTime; null for long-lived ones
 * @param expires when the credentials end, null for long-lived ones
 */
public record CallerGrant(
        Kind kind,
        String account,
        String arn,
        String uniqueId,
        String sessionName,
        Map<String, String> tags,
        List<PolicyText> identity,
        @Nullable PolicyText boundary,
        List<PolicyText> session,
        boolean sessionLimited,
        byte[] signingKey,
        @Nullable Instant mfa,
        @Nullable Instant issued,
        @Nullable Instant expires) {

    /** The internal operation of iam-service that gives it, asked with a {@link CallerQuestion}. */
    public static final String OPERATION = "caller";

    /** Broadcast by iam-service when what it granted may have changed: every cached caller is asked for again. */
    public static final String CHANGED = "callers-changed";

    /** Which principal. */
    public enum Kind {
        ROOT,
        USER,
        ROLE_SESSION,
        FEDERATED
    }

    /** A policy as it travels: its name (an ARN, or the name of an inline policy) and its JSON. */
    public record PolicyText(String name, String json) {}

    /** Leaves the signing key out: a grant may end up in a log. */
    @Override
    public String toString() {
        return "CallerGrant[" + kind + " " + arn + " " + sessionName + "]";
    }
}
