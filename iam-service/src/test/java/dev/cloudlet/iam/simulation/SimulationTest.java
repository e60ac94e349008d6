package dev.cloudlet.iam.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.iam.policy.InlinePolicies;
import dev.cloudlet.protocol.AwsException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.iam.model.ContextEntry;
import software.amazon.awssdk.services.iam.model.ContextKeyTypeEnum;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.GetContextKeysForCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.PolicyEvaluationDecisionType;
import software.amazon.awssdk.services.iam.model.PolicySourceType;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.iam.model.SimulatePrincipalPolicyRequest;
import software.amazon.awssdk.services.iam.model.Statement;

class SimulationTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private static final String READ_BOOKS = """
            {"Version": "2012-10-17",
             "Statement": [
               {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::books/*"},
               {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::books/secret/*"}]}""";
    private static final String OWN_FOLDER_FROM_HOME = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:PutObject",
             "Resource": "arn:aws:s3:::books/${aws:username}/*",
             "Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}}""";

    private final SimulationOperations operations = iam.bean(SimulationOperations.class);

    private SimulateCustomPolicyResponse custom(Consumer<SimulateCustomPolicyRequest.Builder> request) {
        SimulateCustomPolicyRequest.Builder builder =
                SimulateCustomPolicyRequest.builder().policyInputList(READ_BOOKS);
        request.accept(builder);
        return operations.simulateCustomPolicy(iam.asRoot(), builder.build());
    }

    private EvaluationResult ofPrincipal(Consumer<SimulatePrincipalPolicyRequest.Builder> request) {
        SimulatePrincipalPolicyRequest.Builder builder = SimulatePrincipalPolicyRequest.builder();
        request.accept(builder);
        return operations
                .simulatePrincipalPolicy(iam.asRoot(), builder.build())
                .evaluationResults()
                .getFirst();
    }

    private static ContextEntry entry(String key, ContextKeyTypeEnum type, String value) {
        return ContextEntry.builder()
                .contextKeyName(key)
                .contextKeyType(type)
                .contextKeyValues(value)
                .build();
    }

    @Test
    void theStrictestOfAllResourcesIsOnTopAndEachStandsBelow() {
        EvaluationResult result = custom(r -> r.actionNames("s3:GetObject")
                        .resourceArns("arn:aws:s3:::books/a", "arn:aws:s3:::books/secret/b", "arn:aws:s3:::films/c"))
                .evaluationResults()
                .getFirst();

        assertThat(result.evalDecision()).isEqualTo(PolicyEvaluationDecisionType.EXPLICIT_DENY);
        assertThat(result.evalResourceName()).isEqualTo("*");
        assertThat(result.resourceSpecificResults())
                .extracting(each -> each.evalResourceDecisionAsString())
                .containsExactly("allowed", "explicitDeny", "implicitDeny");
        assertThat(result.matchedStatements()).singleElement().satisfies(statement -> {
            assertThat(statement.sourcePolicyId()).isEqualTo("PolicyInputList.1");
            assertThat(statement.startPosition().line()).isEqualTo(4);
            assertThat(statement.endPosition().line()).isEqualTo(4);
        });
    }

    @Test
    void whatThePoliciesWantToKnowIsMissingUntilItIsSaid() {
        EvaluationResult unknown = custom(
                        r -> r.policyInputList(OWN_FOLDER_FROM_HOME).actionNames("s3:PutObject"))
                .evaluationResults()
                .getFirst();
        EvaluationResult known = custom(r -> r.policyInputList(OWN_FOLDER_FROM_HOME)
                        .actionNames("s3:PutObject")
                        .resourceArns("arn:aws:s3:::books/alice/diary")
                        .contextEntries(List.of(
                                entry("aws:username", ContextKeyTypeEnum.STRING, "alice"),
                                entry("aws:sourceip", ContextKeyTypeEnum.IP, "192.0.2.7"))))
                .evaluationResults()
                .getFirst();

        assertThat(unknown.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(unknown.missingContextValues()).containsExactly("aws:SourceIp", "aws:username");
        assertThat(known.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(known.missingContextValues()).isEmpty();
    }

    @Test
    void aBoundaryThatDoesNotAllowIsNamed() {
        EvaluationResult result = custom(r -> r.actionNames("s3:GetObject")
                        .resourceArns("arn:aws:s3:::books/a")
                        .permissionsBoundaryPolicyInputList("""
                                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "ec2:*", "Resource": "*"}}"""))
                .evaluationResults()
                .getFirst();

        assertThat(result.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(result.permissionsBoundaryDecisionDetail().allowedByPermissionsBoundary())
                .isFalse();
    }

    @Test
    void acrossAccountsBothSidesHaveToAllow() {
        String bob = "arn:aws:iam::123456789012:user/bob";
        EvaluationResult result = custom(r -> r.actionNames("s3:GetObject")
                        .resourceArns("arn:aws:s3:::books/a")
                        .callerArn(bob)
                        .resourceOwner("arn:aws:iam::210987654321:root")
                        .resourcePolicy("""
                                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": "%s"},
                                 "Action": "s3:PutObject", "Resource": "arn:aws:s3:::books/*"}}""".formatted(bob)))
                .evaluationResults()
                .getFirst();

        assertThat(result.evalDecisionAsString()).isEqualTo("implicitDeny");
        assertThat(result.evalDecisionDetailsAsStrings())
                .containsEntry("IAM Policy", "allowed")
                .containsEntry("Resource Policy", "implicitDeny");
    }

    @Test
    void aUserHasWhatIsAttachedToItAndToItsGroups() {
        Identity alice = iam.addUser("alice");
        iam.run(() -> {
            iam.bean(InlinePolicies.class).put(IamFixture.ACCOUNT, IdentityKind.USER, "alice", "books", READ_BOOKS);
            iam.bean(Attachments.class)
                    .attach(
                            IamFixture.ACCOUNT,
                            IdentityKind.USER,
                            "alice",
                            "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess");
            return true;
        });

        EvaluationResult result = ofPrincipal(
                r -> r.policySourceArn(alice.arn()).actionNames("s3:GetObject").resourceArns("arn:aws:s3:::books/a"));

        assertThat(result.evalDecisionAsString()).isEqualTo("allowed");
        assertThat(result.evalResourceName()).isEqualTo("arn:aws:s3:::books/a");
        assertThat(result.matchedStatements())
                .extracting(Statement::sourcePolicyId, Statement::sourcePolicyType)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("books", PolicySourceType.USER),
                        org.assertj.core.groups.Tuple.tuple("AmazonS3ReadOnlyAccess", PolicySourceType.AWS_MANAGED));
    }

    @Test
    void resultsComeInPagesInTheOrderOfTheActions() {
        SimulateCustomPolicyResponse first = custom(r ->
                r.actionNames("s3:PutObject", "s3:GetObject", "s3:DeleteObject").maxItems(2));
        SimulateCustomPolicyResponse second =
                custom(r -> r.actionNames("s3:PutObject", "s3:GetObject", "s3:DeleteObject")
                        .maxItems(2)
                        .marker(first.marker()));

        assertThat(first.isTruncated()).isTrue();
        assertThat(first.evaluationResults())
                .extracting(EvaluationResult::evalActionName)
                .containsExactly("s3:PutObject", "s3:GetObject");
        assertThat(second.isTruncated()).isFalse();
        assertThat(second.evaluationResults())
                .extracting(EvaluationResult::evalActionName)
                .containsExactly("s3:DeleteObject");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetObject", "s3:*", "s3:", ""})
    void whatIsNoActionIsRefused(String action) {
        assertThatThrownBy(() -> custom(r -> r.actionNames(action)))
                .isInstanceOf(AwsException.class)
                .hasMessage("Invalid action name: " + action);
    }

    @Test
    void aBrokenPolicyAndAStrangerAreRefused() {
        assertThatThrownBy(() -> custom(r -> r.policyInputList("{}").actionNames("s3:GetObject")))
                .hasMessageStartingWith("Invalid policy PolicyInputList.1: ");
        assertThatThrownBy(() -> ofPrincipal(r -> r.policySourceArn("arn:aws:iam::123456789012:user/nobody")
                        .actionNames("s3:GetObject")))
                .hasMessage("The user with name nobody cannot be found.");
        assertThatThrownBy(() -> ofPrincipal(r -> r.policySourceArn("arn:aws:iam::210987654321:user/alice")
                        .actionNames("s3:GetObject")))
                .hasMessageStartingWith("Invalid Entity Arn");
    }

    @Test
    void theKeysOfPoliciesAreToldAsTheyAreWritten() {
        assertThat(iam.bean(ContextKeyOperations.class)
                        .getContextKeysForCustomPolicy(
                                iam.asRoot(),
                                GetContextKeysForCustomPolicyRequest.builder()
                                        .policyInputList(List.of(OWN_FOLDER_FROM_HOME, READ_BOOKS))
                                        .build())
                        .contextKeyNames())
                .containsExactly("aws:SourceIp", "aws:username");
    }
}
