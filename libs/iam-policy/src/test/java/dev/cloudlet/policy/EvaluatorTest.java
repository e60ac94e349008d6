package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.ACCOUNT;
import static dev.cloudlet.policy.Cases.ALICE;
import static dev.cloudlet.policy.Cases.ALLOW_GET;
import static dev.cloudlet.policy.Cases.BUILD;
import static dev.cloudlet.policy.Cases.DENY_GET;
import static dev.cloudlet.policy.Cases.OTHER_ACCOUNT;
import static dev.cloudlet.policy.Cases.STRANGER;
import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.get;
import static dev.cloudlet.policy.Cases.identity;
import static dev.cloudlet.policy.Cases.named;
import static dev.cloudlet.policy.Cases.readableBy;
import static dev.cloudlet.policy.Cases.request;
import static dev.cloudlet.policy.Cases.resource;
import static dev.cloudlet.policy.Cases.trust;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Decision.Allowed;
import dev.cloudlet.policy.Decision.AllowedAsRoot;
import dev.cloudlet.policy.Decision.ExplicitlyDenied;
import dev.cloudlet.policy.Decision.ImplicitlyDenied;
import dev.cloudlet.policy.Principal.AccountRoot;
import dev.cloudlet.policy.Principal.Anonymous;
import dev.cloudlet.policy.Principal.FederatedIdentity;
import dev.cloudlet.policy.Principal.FederatedUser;
import dev.cloudlet.policy.Principal.Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The order of evaluation, by the examples of AWS's user guide. */
class EvaluatorTest {
    private static final NamedPolicy READER = identity("reader", ALLOW_GET);
    private static final NamedPolicy NARROW_BOUNDARY =
            named("boundary", PolicyKind.BOUNDARY, "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}");
    private static final NamedPolicy NARROW_SESSION =
            named("session", PolicyKind.SESSION, "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}");
    private static final NamedPolicy FULL_SCP =
            named("FullAWSAccess", PolicyKind.SCP, "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");

    @Nested
    class OneSide {
        @Test
        void everythingIsRefusedByDefault() {
            assertMissing(Evaluator.decide(get(ALICE), PolicySet.none()), PolicyType.IDENTITY_BASED);
        }

        @Test
        void anIdentityPolicyAllowsAndIsNamed() {
            Decision decision = Evaluator.decide(
                    get(ALICE),
                    alone(identity("other", "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}"), READER));
            assertThat(decision).isInstanceOfSatisfying(Allowed.class, allowed -> {
                assertThat(allowed.policy()).isSameAs(READER);
                assertThat(allowed.statement().index()).isZero();
                assertThat(allowed.via()).isEqualTo(PolicyType.IDENTITY_BASED);
            });
        }

        @Test
        void anExplicitDenyOverridesEveryAllow() {
            PolicySet set = alone(READER, identity("no", DENY_GET)).withResource(resource(readableBy("\"*\"")));
            assertThat(Evaluator.decide(get(ALICE), set))
                    .isInstanceOfSatisfying(ExplicitlyDenied.class, denied -> assertThat(denied.type())
                            .isEqualTo(PolicyType.IDENTITY_BASED));
        }

        @Test
        void aBoundaryLimitsWhatIdentityPoliciesAllow() {
            assertMissing(
                    Evaluator.decide(get(ALICE), alone(READER).withBoundary(NARROW_BOUNDARY)),
                    PolicyType.PERMISSIONS_BOUNDARY);
        }

        @Test
        void aBoundaryGrantsNothingByItself() {
            AccessRequest run = request(ALICE, "ec2:RunInstances", "*");
            assertMissing(
                    Evaluator.decide(run, PolicySet.none().withBoundary(NARROW_BOUNDARY)), PolicyType.IDENTITY_BASED);
        }

        @Test
        void aSessionPolicyLimitsTheRole() {
            assertMissing(
                    Evaluator.decide(get(BUILD), alone(READER).withSession(List.of(NARROW_SESSION))),
                    PolicyType.SESSION);
        }

        @Test
        void aFederatedUserWithoutSessionPolicyHasNothing() {
            FederatedUser ann = new FederatedUser("ann", ALICE.arn(), Map.of());
            assertMissing(Evaluator.decide(get(ann), alone(READER).withSession(List.of())), PolicyType.SESSION);
        }

        @Test
        void everyLevelOfTheOrganizationHasToAllow() {
            NamedPolicy onlyEc2 =
                    named("OnlyEc2", PolicyKind.SCP, "{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}");
            PolicySet all = alone(READER).withScps(List.of(List.of(FULL_SCP), List.of(onlyEc2, FULL_SCP)));
            PolicySet oneLevelDoesNot = alone(READER).withScps(List.of(List.of(FULL_SCP), List.of(onlyEc2)));
            assertThat(Evaluator.decide(get(ALICE), all).allowed()).isTrue();
            assertMissing(Evaluator.decide(get(ALICE), oneLevelDoesNot), PolicyType.SERVICE_CONTROL);
        }
    }

    @Nested
    class Root {
        private final AccountRoot root = new AccountRoot(ACCOUNT);

        @Test
        void mayDoEverythingInItsAccount() {
            assertThat(Evaluator.decide(get(root), PolicySet.none())).isEqualTo(new AllowedAsRoot());
        }

        @Test
        void isBoundByTheOrganization() {
            NamedPolicy noS3 =
                    named("NoS3", PolicyKind.SCP, "{\"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\"}");
            PolicySet set = PolicySet.none().withScps(List.of(List.of(FULL_SCP, noS3)));
            assertThat(Evaluator.decide(get(root), set)).isInstanceOf(ExplicitlyDenied.class);
        }

        @Test
        void isDeniedByABucketPolicy() {
            PolicySet set = PolicySet.none()
                    .withResource(
                            resource(
                                    "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::shop/*\"}"));
            assertThat(Evaluator.decide(get(root), set)).isInstanceOf(ExplicitlyDenied.class);
        }

        @Test
        void hasNothingInAnotherAccountUnlessTheResourceSaysSo() {
            AccountRoot other = new AccountRoot(OTHER_ACCOUNT);
            assertMissing(Evaluator.decide(get(other), PolicySet.none()), PolicyType.RESOURCE_BASED);
            PolicySet shared = PolicySet.none().withResource(resource(readableBy("{\"AWS\":\"444455556666\"}")));
            assertThat(Evaluator.decide(get(other), shared).allowed()).isTrue();
        }

        @Test
        void needsTheKeyPolicy() {
            NamedPolicy key = named(
                    "key",
                    PolicyKind.KEY,
                    "{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:user/Alice\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}");
            AccessRequest decrypt = request(root, "kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/1");
            assertMissing(Evaluator.decide(decrypt, PolicySet.none().withResource(key)), PolicyType.RESOURCE_BASED);
        }
    }

    /** The table "Resource-based policies and implicit denies in other policy types (same account)". */
    @Nested
    class ResourcePolicyInTheSameAccount {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"AWS\":\"arn:aws:iam::111122223333:user/Alice\"}",
                    "{\"AWS\":\"AIDAALICEEXAMPLE1\"}",
                    "{\"AWS\":\"*\"}",
                    "\"*\""
                })
        void aUserNamedThereNeedsNothingElseNotEvenTheBoundary(String principal) {
            PolicySet set =
                    PolicySet.none().withBoundary(NARROW_BOUNDARY).withResource(resource(readableBy(principal)));
            assertThat(Evaluator.decide(get(ALICE), set))
                    .isInstanceOfSatisfying(
                            Allowed.class, allowed -> assertThat(allowed.via()).isEqualTo(PolicyType.RESOURCE_BASED));
        }

        @Test
        void aRoleNamedThereIsLimitedByBoundaryAndSession() {
            PolicySet set = PolicySet.none()
                    .withResource(resource(readableBy("{\"AWS\":\"arn:aws:iam::111122223333:role/service/Build\"}")));
            assertThat(Evaluator.decide(get(BUILD), set).allowed()).isTrue();
            assertMissing(
                    Evaluator.decide(get(BUILD), set.withBoundary(NARROW_BOUNDARY)), PolicyType.PERMISSIONS_BOUNDARY);
            assertMissing(Evaluator.decide(get(BUILD), set.withSession(List.of(NARROW_SESSION))), PolicyType.SESSION);
        }

        @Test
        void aSessionNamedThereIsLimitedByNothing() {
            PolicySet set = PolicySet.none()
                    .withBoundary(NARROW_BOUNDARY)
                    .withSession(List.of(NARROW_SESSION))
                    .withResource(
                            resource(readableBy("{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/Build/run-1\"}")));
            assertThat(Evaluator.decide(get(BUILD), set).allowed()).isTrue();
        }

        @Test
        void theUserBehindAFederatedSessionIsLimitedByTheSession() {
            FederatedUser ann = new FederatedUser("ann", ALICE.arn(), Map.of());
            PolicySet byUser = PolicySet.none()
                    .withSession(List.of(NARROW_SESSION))
                    .withResource(resource(readableBy("{\"AWS\":\"arn:aws:iam::111122223333:user/Alice\"}")));
            PolicySet bySession = byUser.withResource(
                    resource(readableBy("{\"AWS\":\"arn:aws:sts::111122223333:federated-user/ann\"}")));
            assertMissing(Evaluator.decide(get(ann), byUser), PolicyType.SESSION);
            assertThat(Evaluator.decide(get(ann), bySession).allowed()).isTrue();
        }

        @Test
        void namingTheAccountOnlyDelegatesToItsOwnPolicies() {
            PolicySet set =
                    PolicySet.none().withResource(resource(readableBy("{\"AWS\":\"arn:aws:iam::111122223333:root\"}")));
            assertMissing(Evaluator.decide(get(ALICE), set), PolicyType.IDENTITY_BASED);
            PolicySet both = new PolicySet(List.of(READER), null, List.of(), false, set.resource(), List.of());
            assertThat(Evaluator.decide(get(ALICE), both).allowed()).isTrue();
        }

        @Test
        void theClosestOfSeveralGrantsCounts() {
            PolicySet set = PolicySet.none()
                    .withBoundary(NARROW_BOUNDARY)
                    .withResource(resource(
                            readableBy("{\"AWS\":\"111122223333\"}"),
                            readableBy("{\"AWS\":\"arn:aws:iam::111122223333:role/service/Build\"}"),
                            readableBy("{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/Build/run-1\"}")));
            assertThat(Evaluator.decide(get(BUILD), set)).isInstanceOfSatisfying(Allowed.class, allowed -> assertThat(
                            allowed.statement().index())
                    .isEqualTo(2));
        }
    }

    @Nested
    class AcrossAccounts {
        private final NamedPolicy shared = resource(readableBy("{\"AWS\":\"444455556666\"}"));

        @Test
        void bothSidesHaveToAllow() {
            assertMissing(Evaluator.decide(get(STRANGER), alone(READER)), PolicyType.RESOURCE_BASED);
            assertMissing(
                    Evaluator.decide(get(STRANGER), PolicySet.none().withResource(shared)), PolicyType.IDENTITY_BASED);
            assertThat(Evaluator.decide(get(STRANGER), alone(READER).withResource(shared))
                            .allowed())
                    .isTrue();
        }

        @Test
        void theCallersBoundaryLimitsEvenWhenNamedThere() {
            PolicySet set = alone(READER)
                    .withBoundary(NARROW_BOUNDARY)
                    .withResource(resource(readableBy("{\"AWS\":\"arn:aws:iam::444455556666:user/Zoe\"}")));
            assertMissing(Evaluator.decide(get(STRANGER), set), PolicyType.PERMISSIONS_BOUNDARY);
        }

        @Test
        void publicMeansOpenToThoseTheirAccountAllows() {
            NamedPolicy open = resource(readableBy("\"*\""));
            assertMissing(
                    Evaluator.decide(get(STRANGER), PolicySet.none().withResource(open)), PolicyType.IDENTITY_BASED);
            assertThat(Evaluator.decide(get(STRANGER), alone(READER).withResource(open))
                            .allowed())
                    .isTrue();
        }
    }

    @Nested
    class WithoutAnAccount {
        @Test
        void anonymousCallersNeedAPublicResource() {
            Anonymous nobody = new Anonymous();
            assertMissing(Evaluator.decide(get(nobody), PolicySet.none()), PolicyType.RESOURCE_BASED);
            assertMissing(
                    Evaluator.decide(
                            get(nobody),
                            PolicySet.none().withResource(resource(readableBy("{\"AWS\":\"111122223333\"}")))),
                    PolicyType.RESOURCE_BASED);
            assertThat(Evaluator.decide(get(nobody), PolicySet.none().withResource(resource(readableBy("\"*\""))))
                            .allowed())
                    .isTrue();
        }

        @Test
        void anonymousCallersGainNothingFromIdentityPolicies() {
            assertMissing(Evaluator.decide(get(new Anonymous()), alone(READER)), PolicyType.RESOURCE_BASED);
        }

        @Test
        void aServiceIsNamedByItsHost() {
            PolicySet set = PolicySet.none()
                    .withResource(resource(readableBy("{\"Service\":[\"logs.amazonaws.com\",\"ecs.amazonaws.com\"]}")));
            assertThat(Evaluator.decide(get(new Service("ecs.amazonaws.com")), set)
                            .allowed())
                    .isTrue();
            assertMissing(Evaluator.decide(get(new Service("s3.amazonaws.com")), set), PolicyType.RESOURCE_BASED);
        }
    }

    @Nested
    class Trust {
        private AccessRequest assume(Principal principal) {
            return request(principal, "sts:AssumeRole", "arn:aws:iam::111122223333:role/Deploy");
        }

        private static String trusting(String principal) {
            return "{\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":\"sts:AssumeRole\"}";
        }

        @Test
        void nobodyAssumesARoleThatDoesNotTrustHim() {
            NamedPolicy administrator = identity("admin", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}");
            PolicySet set =
                    alone(administrator).withResource(trust(trusting("{\"Service\":\"codebuild.amazonaws.com\"}")));
            assertMissing(Evaluator.decide(assume(ALICE), set), PolicyType.ROLE_TRUST);
            assertMissing(Evaluator.decide(assume(new AccountRoot(ACCOUNT)), set), PolicyType.ROLE_TRUST);
        }

        @Test
        void aTrustedServiceAssumesTheRole() {
            PolicySet set = PolicySet.none().withResource(trust(trusting("{\"Service\":\"codebuild.amazonaws.com\"}")));
            assertThat(Evaluator.decide(assume(new Service("codebuild.amazonaws.com")), set)
                            .allowed())
                    .isTrue();
            assertThat(Evaluator.decide(assume(new Service("ec2.amazonaws.com")), set)
                            .allowed())
                    .isFalse();
        }

        @Test
        void trustInTheAccountNeedsAnIdentityPolicyTrustInTheUserDoesNot() {
            NamedPolicy account = trust(trusting("{\"AWS\":\"111122223333\"}"));
            NamedPolicy user = trust(trusting("{\"AWS\":\"arn:aws:iam::111122223333:user/Alice\"}"));
            NamedPolicy mayAssume = identity(
                    "assume",
                    "{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"arn:aws:iam::111122223333:role/Deploy\"}");
            assertMissing(
                    Evaluator.decide(assume(ALICE), PolicySet.none().withResource(account)), PolicyType.IDENTITY_BASED);
            assertThat(Evaluator.decide(assume(ALICE), alone(mayAssume).withResource(account))
                            .allowed())
                    .isTrue();
            assertThat(Evaluator.decide(assume(ALICE), PolicySet.none().withResource(user))
                            .allowed())
                    .isTrue();
        }

        @Test
        void trustInEveryAwsPrincipalIsNoTrustInServicesOrOutsiders() {
            PolicySet set = alone(identity("a", "{\"Effect\":\"Allow\",\"Action\":\"sts:*\",\"Resource\":\"*\"}"))
                    .withResource(trust(trusting("{\"AWS\":\"*\"}")));
            assertThat(Evaluator.decide(assume(STRANGER), set).allowed()).isTrue();
            assertThat(Evaluator.decide(assume(new Service("ec2.amazonaws.com")), set)
                            .allowed())
                    .isFalse();
            assertThat(Evaluator.decide(assume(new FederatedIdentity("accounts.google.com")), set)
                            .allowed())
                    .isFalse();
        }

        @Test
        void anIdentityProviderIsTrustedByName() {
            PolicySet set = PolicySet.none()
                    .withResource(
                            trust(
                                    "{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"accounts.google.com\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\"}"));
            AccessRequest request = request(
                    new FederatedIdentity("accounts.google.com"),
                    "sts:AssumeRoleWithWebIdentity",
                    "arn:aws:iam::111122223333:role/Deploy");
            assertThat(Evaluator.decide(request, set).allowed()).isTrue();
        }
    }

    private static void assertMissing(Decision decision, PolicyType type) {
        assertThat(decision).isEqualTo(new ImplicitlyDenied(type));
    }
}
