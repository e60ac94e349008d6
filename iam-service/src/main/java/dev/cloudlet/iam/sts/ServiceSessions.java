package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.role.Role;
import dev.cloudlet.iam.role.Roles;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Decision;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Services of the cloud take on the roles that were passed to them, if the role trusts the service. */
@Component
class ServiceSessions {
    private static final Pattern ROLE_ARN = Pattern.compile("arn:aws:iam::(\\d{12}):role/(?:.*/)?([\\w+=,.@-]+)");
    private static final int MOST_SECONDS = 43_200;

    private final Roles roles;
    private final SessionIssuer issuer;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ServiceSessions(Roles roles, SessionIssuer issuer, TransactionTemplate transaction, Clock clock) {
        this.roles = roles;
        this.issuer = issuer;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * @param servicePrincipal for example codebuild.amazonaws.com
     * @param durationSeconds 900 to 43200
     * @param sourceArn for aws:SourceArn, what the service does it for
     */
    record Question(
            String roleArn,
            String servicePrincipal,
            String sessionName,
            int durationSeconds,
            @Nullable String sourceArn) {}

    Credentials assume(Question question) {
        return Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            Role role = trusting(question, now);
            int seconds = Math.clamp(question.durationSeconds(), 900, MOST_SECONDS);
            return issuer.issue(new Session(
                    role.identity().account(),
                    CallerGrant.Kind.ROLE_SESSION,
                    role.identity().id(),
                    question.sessionName(),
                    Map.of(),
                    Map.of(),
                    List.of(),
                    false,
                    null,
                    now,
                    now.plusSeconds(seconds)));
        }));
    }

    private Role trusting(Question question, Instant now) {
        Matcher m = ROLE_ARN.matcher(question.roleArn());
        Role role = m.matches() ? roles.find(m.group(1), m.group(2)) : null;
        if (role == null || !role.arn().equals(question.roleArn())) {
            throw IamError.ACCESS_DENIED.of(
                    "User: %s is not authorized to perform: sts:AssumeRole on resource: %s",
                    question.servicePrincipal(), question.roleArn());
        }
        AccessRequest request = new AccessRequest(
                new Principal.Service(question.servicePrincipal()),
                "sts:AssumeRole",
                role.arn(),
                role.identity().account(),
                context(question, role, now));
        Decision decision = Evaluator.decide(
                request,
                PolicySet.none()
                        .withResource(new NamedPolicy(
                                role.arn(), PolicyDocument.parse(role.trustPolicy(), PolicyKind.TRUST))));
        if (!decision.allowed()) {
            throw IamError.ACCESS_DENIED.of("%s", decision.explain(request));
        }
        return role;
    }

    private static ConditionContext context(Question question, Role role, Instant now) {
        ConditionContext.Builder keys = ConditionContext.builder()
                .put("aws:SourceAccount", role.identity().account())
                .put("aws:CurrentTime", now.toString())
                .put("aws:EpochTime", Long.toString(now.getEpochSecond()))
                .put("sts:RoleSessionName", question.sessionName());
        if (question.sourceArn() != null) {
            keys.put("aws:SourceArn", question.sourceArn());
        }
        role.identity().tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
        return keys.build();
    }
}
