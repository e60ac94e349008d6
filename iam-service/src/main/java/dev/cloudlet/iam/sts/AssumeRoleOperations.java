package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.mfa.MfaCodes;
import dev.cloudlet.iam.role.Role;
import dev.cloudlet.iam.role.Roles;
import dev.cloudlet.iam.sts.SessionPolicies.Packed;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** Taking on a role for a while. */
@AwsOperations
class AssumeRoleOperations {
    private static final int DEFAULT_SECONDS = 3_600;
    private static final int CHAINED_SECONDS = 3_600;
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role(/(?:.*/)?)([\\w+=,.@-]+)");

    private final Roles roles;
    private final CallerSession callerSession;
    private final SessionPolicies policies;
    private final SessionIssuer issuer;
    private final MfaCodes codes;

    AssumeRoleOperations(
            Roles roles, CallerSession callerSession, SessionPolicies policies, SessionIssuer issuer, MfaCodes codes) {
        this.roles = roles;
        this.callerSession = callerSession;
        this.policies = policies;
        this.issuer = issuer;
        this.codes = codes;
    }

    @AuthorizedInCode(
            actions = {"sts:AssumeRole", "sts:TagSession", "sts:SetSourceIdentity"},
            because = "What is needed depends on what is handed over to the session")
    AssumeRoleResponse assumeRole(Call call, AssumeRoleRequest request) {
        Session before = callerSession.of(call);
        SessionTags tags = SessionTags.of(
                request.tags(), request.transitiveTagKeys(), before == null ? Map.of() : before.transitiveTags());
        boolean mfa =
                codes.check(call.account(), userId(call), request.serialNumber(), request.tokenCode(), call.time());
        authorize(call, request, tags, mfa);
        Role role = role(call, request.roleArn());
        int seconds = seconds(role, request, call);
        Packed packed = policies.of(call.account(), request.policy(), request.policyArns(), tags.all());
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        Credentials credentials = issuer.issue(new Session(
                call.account(),
                CallerGrant.Kind.ROLE_SESSION,
                role.identity().id(),
                request.roleSessionName(),
                tags.all(),
                tags.transitive(),
                packed.policies(),
                packed.limited(),
                mfa ? now : null,
                now,
                now.plusSeconds(seconds)));
        Principal session =
                new Principal.RoleSession(role.arn(), role.identity().id(), request.roleSessionName(), Map.of());
        return AssumeRoleResponse.builder()
                .credentials(credentials.view())
                .assumedRoleUser(user -> user.arn(session.arn()).assumedRoleId(session.userId()))
                .packedPolicySize(packed.packedPercent())
                .build();
    }

    private static void authorize(Call call, AssumeRoleRequest request, SessionTags tags, boolean mfa) {
        if (call.principal() instanceof Principal.AccountRoot) {
            throw IamError.ACCESS_DENIED.of("Roles may not be assumed by root accounts.");
        }
        Map<String, String> keys = new HashMap<>();
        keys.put("sts:RoleSessionName", request.roleSessionName());
        if (request.externalId() != null) {
            keys.put("sts:ExternalId", request.externalId());
        }
        if (mfa) {
            keys.put("aws:MultiFactorAuthPresent", "true");
            keys.put("aws:MultiFactorAuthAge", "0");
        }
        call.authorize("sts:AssumeRole", request.roleArn(), keys);
        if (!tags.all().isEmpty()) {
            call.authorize("sts:TagSession", request.roleArn(), keys);
        }
        if (request.sourceIdentity() != null || request.hasProvidedContexts()) {
            throw CommonError.NOT_IMPLEMENTED.of(
                    "SourceIdentity and ProvidedContexts are not implemented by this cloud.");
        }
    }

    private static @Nullable String userId(Call call) {
        return call.principal() instanceof Principal.User user ? user.userId() : null;
    }

    /** A role that is not there is refused like one that does not trust the caller. */
    private Role role(Call call, String arn) {
        Matcher m = ROLE_ARN.matcher(arn);
        Role role = m.matches() && m.group(1).equals(call.account()) ? roles.find(call.account(), m.group(3)) : null;
        if (role == null || !role.arn().equals(arn)) {
            throw refused(call, arn);
        }
        return role;
    }

    private static AwsException refused(Call call, String arn) {
        return IamError.ACCESS_DENIED.of(
                "User: %s is not authorized to perform: sts:AssumeRole on resource: %s",
                call.principal().arn(), arn);
    }

    private static int seconds(Role role, AssumeRoleRequest request, Call call) {
        int seconds = Objects.requireNonNullElse(request.durationSeconds(), DEFAULT_SECONDS);
        if (call.principal() instanceof Principal.RoleSession && seconds > CHAINED_SECONDS) {
            throw IamError.VALIDATION_ERROR.of(
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (seconds > role.maxSessionSeconds()) {
            throw IamError.VALIDATION_ERROR.of(
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }
}
