package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.ALICE;
import static dev.cloudlet.policy.Cases.ALLOW_GET;
import static dev.cloudlet.policy.Cases.DENY_GET;
import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.get;
import static dev.cloudlet.policy.Cases.identity;
import static dev.cloudlet.policy.Cases.readableBy;
import static dev.cloudlet.policy.Cases.request;
import static dev.cloudlet.policy.Cases.resource;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Principal.Anonymous;
import dev.cloudlet.policy.Principal.User;
import java.util.List;
import java.util.Map;
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

    @Test
    void eachPolicySaysWhatItSaysOfTheRequest() {
        AccessRequest request = get(ALICE);
        NamedPolicy silent = identity(
                "silent", "{\"Effect\":\"Allow\",\"Action\":\"s3:PutObject\",\"Resource\":\"arn:aws:s3:::shop/*\"}");
        NamedPolicy torn = identity("torn", ALLOW_GET, DENY_GET);
        NamedPolicy boundary = identity("boundary", ALLOW_GET);
        NamedPolicy others = resource(readableBy("{\"AWS\":\"arn:aws:iam::111122223333:user/Bob\"}"));

        List<Opinion> opinions = Evaluator.opinions(
                request, alone(silent, torn).withBoundary(boundary).withResource(others));

        assertThat(opinions)
                .containsExactly(
                        new Opinion(PolicyType.RESOURCE_BASED, others, null),
                        new Opinion(PolicyType.IDENTITY_BASED, silent, null),
                        new Opinion(
                                PolicyType.IDENTITY_BASED,
                                torn,
                                torn.document().statements().getLast()),
                        new Opinion(
                                PolicyType.PERMISSIONS_BOUNDARY,
                                boundary,
                                boundary.document().statements().getFirst()));
    }

    @Test
    void theKeysOfARequestAreThoseGivenAndThoseOfItsCaller() {
        AccessRequest request = new AccessRequest(
                new User("arn:aws:iam::111122223333:user/Alice", "AIDAALICEEXAMPLE1", Map.of("Team", "blue")),
                "s3:GetObject",
                Cases.OBJECT,
                Cases.ACCOUNT,
                ConditionContext.builder()
                        .put("aws:SourceIp", "192.0.2.1")
                        .put("aws:username", "Mallory")
                        .put(AccessRequest.CANONICAL_USER_ID, "0123")
                        .build());
        assertThat(request.keys())
                .containsEntry("aws:sourceip", List.of("192.0.2.1"))
                .containsEntry("aws:username", List.of("Alice"))
                .containsEntry("aws:principaltag/team", List.of("blue"))
                .doesNotContainKeys("aws:principalservicename", "cloudlet:canonicaluserid");
    }
}
