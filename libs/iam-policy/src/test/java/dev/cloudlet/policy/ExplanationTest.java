package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.ALICE;
import static dev.cloudlet.policy.Cases.ALLOW_GET;
import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.get;
import static dev.cloudlet.policy.Cases.identity;
import static dev.cloudlet.policy.Cases.request;
import static dev.cloudlet.policy.Cases.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Principal.Anonymous;
import org.junit.jupiter.api.Test;

/** The words of AWS's "Access denied error message examples". */
class ExplanationTest {
    @Test
    void anImplicitDenialNamesTheKindOfPolicyThatIsMissing() {
        AccessRequest request = get(ALICE);
        assertThat(Evaluator.decide(request, PolicySet.none()).explain(request))
                .isEqualTo("User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: s3:GetObject on"
                        + " resource: arn:aws:s3:::shop/photos/cat.jpg because no identity-based policy allows the"
                        + " s3:GetObject action");
    }

    @Test
    void anActionWithoutResourceNamesNone() {
        AccessRequest request = request(ALICE, "codecommit:ListRepositories", "*");
        assertThat(Evaluator.decide(request, PolicySet.none()).explain(request))
                .isEqualTo("User: arn:aws:iam::111122223333:user/Alice is not authorized to perform:"
                        + " codecommit:ListRepositories because no identity-based policy allows the"
                        + " codecommit:ListRepositories action");
    }

    @Test
    void anExplicitDenialNamesTheKindOfPolicyToTheCallerAndTheStatementToTheOwner() {
        AccessRequest request = get(ALICE);
        NamedPolicy bucket = resource(
                Cases.readableBy("\"*\""),
                "{\"Sid\":\"DenyCats\",\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::*cat*\"}");
        Decision decision = Evaluator.decide(request, alone().withResource(bucket));
        assertThat(decision.explain(request))
                .isEqualTo(
                        "User: arn:aws:iam::111122223333:user/Alice is not authorized to perform: s3:GetObject on"
                                + " resource: arn:aws:s3:::shop/photos/cat.jpg with an explicit deny in a resource-based policy");
        assertThat(decision.reason())
                .isEqualTo("statement 2 'DenyCats' of policy arn:aws:s3:::shop (a resource-based policy)");
    }

    @Test
    void anAllowedCallNamesTheStatement() {
        Decision decision = Evaluator.decide(get(ALICE), alone(identity("reader", ALLOW_GET)));
        assertThat(decision.reason()).isEqualTo("statement 1 of policy reader (an identity-based policy)");
    }

    @Test
    void nobodyIsCalledAnonymous() {
        AccessRequest request = get(new Anonymous());
        assertThat(Evaluator.decide(request, PolicySet.none()).explain(request)).startsWith("User: anonymous is not");
    }
}
