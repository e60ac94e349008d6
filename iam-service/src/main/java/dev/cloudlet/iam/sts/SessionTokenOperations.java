package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.mfa.MfaCodes;
import dev.cloudlet.iam.sts.SessionPolicies.Packed;
import dev.cloudlet.kit.authentication.CallerGrant.Kind;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.call.OpenToAll;
import dev.cloudlet.policy.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.GetFederationTokenRequest;
import software.amazon.awssdk.services.sts.model.GetFederationTokenResponse;
import software.amazon.awssdk.services.sts.model.GetSessionTokenRequest;
import software.amazon.awssdk.services.sts.model.GetSessionTokenResponse;

/** Temporary credentials without a role: for oneself, or for somebody whom one vouches for. */
@AwsOperations
class SessionTokenOperations {
    private static final int DEFAULT_SECONDS = 43_200;
    /** Sessions of the root user end after an hour, whatever is asked for. */
    private static final int ROOT_SECONDS = 3_600;

    private final CallerSession callerSession;
    private final SessionPolicies policies;
    private final SessionIssuer issuer;
    private final MfaCodes codes;

    SessionTokenOperations(
            CallerSession callerSession, SessionPolicies policies, SessionIssuer issuer, MfaCodes codes) {
        this.callerSession = callerSession;
        this.policies = policies;
        this.issuer = issuer;
        this.codes = codes;
    }

    @OpenToAll(because = "No permissions are required to call GetSessionToken")
    GetSessionTokenResponse getSessionToken(Call call, GetSessionTokenRequest request) {
        String userId = longLivedCaller(call, "GetSessionToken");
        boolean mfa = codes.check(call.account(), userId, request.serialNumber(), request.tokenCode(), call.time());
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        Credentials credentials = issuer.issue(new Session(
                call.account(),
                userId == null ? Kind.ROOT : Kind.USER,
                userId,
                "",
                Map.of(),
                Map.of(),
                List.of(),
                false,
                mfa ? now : null,
                now,
                now.plusSeconds(seconds(userId, request.durationSeconds()))));
        return GetSessionTokenResponse.builder().credentials(credentials.view()).build();
    }

    @Authorize(action = "sts:GetFederationToken", resource = "arn:aws:sts::{account}:federated-user/{Name}")
    GetFederationTokenResponse getFederationToken(Call call, GetFederationTokenRequest request) {
        String userId = longLivedCaller(call, "GetFederationToken");
        SessionTags tags = SessionTags.of(request.tags(), List.of(), Map.of());
        if (!tags.all().isEmpty()) {
            call.authorize("sts:TagSession", "arn:aws:sts::" + call.account() + ":federated-user/" + request.name());
        }
        Packed packed = policies.of(call.account(), request.policy(), request.policyArns(), tags.all());
        Instant now = call.time().truncatedTo(ChronoUnit.SECONDS);
        Credentials credentials = issuer.issue(new Session(
                call.account(),
                Kind.FEDERATED,
                userId,
                request.name(),
                tags.all(),
                Map.of(),
                packed.policies(),
                true,
                null,
                now,
                now.plusSeconds(seconds(userId, request.durationSeconds()))));
        Principal session =
                new Principal.FederatedUser(request.name(), call.principal().arn(), Map.of());
        return GetFederationTokenResponse.builder()
                .credentials(credentials.view())
                .federatedUser(user -> user.arn(session.arn()).federatedUserId(session.userId()))
                .packedPolicySize(packed.packedPercent())
                .build();
    }

    /** The user's unique id, null for root. */
    private @Nullable String longLivedCaller(Call call, String operation) {
        if (callerSession.of(call) != null) {
            throw IamError.ACCESS_DENIED.of("Cannot call %s with session credentials", operation);
        }
        return call.principal() instanceof Principal.User user ? user.userId() : null;
    }

    private static int seconds(@Nullable String userId, @Nullable Integer wanted) {
        if (userId == null) {
            return wanted == null ? ROOT_SECONDS : Math.min(wanted, ROOT_SECONDS);
        }
        return wanted == null ? DEFAULT_SECONDS : wanted;
    }
}
