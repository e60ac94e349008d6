package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.ALICE;
import static dev.cloudlet.policy.Cases.ALLOW_GET;
import static dev.cloudlet.policy.Cases.BUILD;
import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.get;
import static dev.cloudlet.policy.Cases.identity;
import static dev.cloudlet.policy.Cases.named;
import static dev.cloudlet.policy.Cases.readableBy;
import static dev.cloudlet.policy.Cases.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Decision.ExplicitlyDenied;
import org.junit.jupiter.api.Test;

/** "Deny everybody but": the exception has to list every identity of the caller. */
class NotPrincipalTest {
    @Test
    void aUserIsExceptedWithTheAccount() {
        assertThat(denied(ALICE, "arn:aws:iam::111122223333:user/Alice", "arn:aws:iam::111122223333:root"))
                .isFalse();
        assertThat(denied(ALICE, "arn:aws:iam::111122223333:user/Alice")).isTrue();
        assertThat(denied(ALICE, "arn:aws:iam::111122223333:user/Bob", "111122223333"))
                .isTrue();
    }

    @Test
    void aSessionIsExceptedWithItsRoleAndTheAccount() {
        String session = "arn:aws:sts::111122223333:assumed-role/Build/run-1";
        String role = "arn:aws:iam::111122223333:role/service/Build";
        assertThat(denied(BUILD, session, role, "111122223333")).isFalse();
        assertThat(denied(BUILD, role, "111122223333")).isTrue();
        assertThat(denied(BUILD, session, "111122223333")).isTrue();
    }

    @Test
    void whoHasABoundaryIsNeverExcepted() {
        PolicySet set = set("arn:aws:iam::111122223333:user/Alice", "111122223333");
        NamedPolicy everything =
                named("b", PolicyKind.BOUNDARY, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
        assertThat(Evaluator.decide(get(ALICE), set).allowed()).isTrue();
        assertThat(Evaluator.decide(get(ALICE), set.withBoundary(everything))).isInstanceOf(ExplicitlyDenied.class);
    }

    @Test
    void aCanonicalUserIsAnAccount() {
        PolicySet set = alone(identity("reader", ALLOW_GET))
                .withResource(resource(readableBy("{\"CanonicalUser\":\"79a59df900b949e5\"}")));
        AccessRequest request = get(Cases.STRANGER);
        AccessRequest known = new AccessRequest(
                request.principal(),
                request.action(),
                request.resource(),
                request.resourceAccountId(),
                ConditionContext.builder()
                        .put(AccessRequest.CANONICAL_USER_ID, "79a59df900b949e5")
                        .build());
        assertThat(Evaluator.decide(request, set).allowed()).isFalse();
        assertThat(Evaluator.decide(known, set).allowed()).isTrue();
    }

    private static boolean denied(Principal principal, String... exceptions) {
        return Evaluator.decide(get(principal), set(exceptions)) instanceof ExplicitlyDenied;
    }

    private static PolicySet set(String... exceptions) {
        return alone(identity("reader", ALLOW_GET))
                .withResource(resource("{\"Effect\":\"Deny\",\"NotPrincipal\":{\"AWS\":[\""
                        + String.join("\",\"", exceptions)
                        + "\"]},\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::shop/*\"}"));
    }
}
