package dev.cloudlet.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.PageRequest;
import dev.cloudlet.protocol.AwsException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.ListEntitiesForPolicyRequest;
import software.amazon.awssdk.services.iam.model.ListPoliciesRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyRole;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.SetDefaultPolicyVersionRequest;

class ManagedPolicyTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final PolicyOperations policies = iam.bean(PolicyOperations.class);
    private final PolicyVersionOperations versions = iam.bean(PolicyVersionOperations.class);
    private final Attachments attachments = iam.bean(Attachments.class);

    private Policy create(String name, String document) {
        return iam.run(() -> policies.createPolicy(
                        iam.asRoot(),
                        CreatePolicyRequest.builder()
                                .policyName(name)
                                .path("/app/")
                                .policyDocument(document)
                                .build()))
                .policy();
    }

    private Policy get(String arn) {
        return policies.getPolicy(
                        iam.asRoot(), GetPolicyRequest.builder().policyArn(arn).build())
                .policy();
    }

    private String addVersion(String arn, boolean asDefault) {
        return iam.run(() -> versions.createPolicyVersion(
                        iam.asRoot(),
                        CreatePolicyVersionRequest.builder()
                                .policyArn(arn)
                                .policyDocument(IamFixture.ALLOW_ALL)
                                .setAsDefault(asDefault)
                                .build()))
                .policyVersion()
                .versionId();
    }

    private void role(String name) {
        iam.bean(Identities.class)
                .add(iam.bean(IdentityFactory.class)
                        .make(IamFixture.ACCOUNT, IdentityKind.ROLE, name, "/", Map.of(), null));
    }

    private void attach(String role, String arn) {
        iam.run(() -> {
            attachments.attach(IamFixture.ACCOUNT, IdentityKind.ROLE, role, arn);
            return true;
        });
    }

    private static void code(Runnable call, String code) {
        assertThatThrownBy(call::run)
                .isInstanceOf(AwsException.class)
                .extracting(e -> ((AwsException) e).code())
                .isEqualTo(code);
    }

    @Test
    void aDocumentComesBackAsItWasGivenButEncoded() {
        String document = IamFixture.ALLOW_ALL.replace(",", " ,\n\t");
        Policy policy = create("all", document);
        assertThat(policy.arn()).isEqualTo("arn:aws:iam::123456789012:policy/app/all");
        assertThat(policy.policyId()).matches("ANPA[A-Z2-7]{17}");
        String encoded = versions.getPolicyVersion(
                        iam.asRoot(),
                        GetPolicyVersionRequest.builder()
                                .policyArn(policy.arn())
                                .versionId("v1")
                                .build())
                .policyVersion()
                .document();
        assertThat(encoded).startsWith("%7B%22Version").contains("%20").doesNotContain("+");
        assertThat(URLDecoder.decode(encoded, StandardCharsets.UTF_8)).isEqualTo(document);
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        code(() -> create("bad", "{}"), "MalformedPolicyDocument");
        code(() -> create("bad", "no json"), "MalformedPolicyDocument");
        code(() -> create("bad", IamFixture.TRUST_ALL_OF_ACCOUNT), "MalformedPolicyDocument");
    }

    @Test
    void whiteSpaceDoesNotCountTowardsTheSize() {
        create("spacious", IamFixture.ALLOW_ALL + " ".repeat(10_000));
        String long6145 =
                IamFixture.ALLOW_ALL.replace("\"Action\":\"*\"", "\"Action\":\"s3:" + "x".repeat(6_144) + "\"");
        assertThatThrownBy(() -> create("long", long6145)).hasMessage("Cannot exceed quota for PolicySize: 6144");
    }

    @Test
    void aPolicyHasFiveVersionsAtMostWhoseNumbersAreNeverUsedTwice() {
        String arn = create("p", IamFixture.ALLOW_ALL).arn();
        for (int i = 2; i <= 5; i++) {
            assertThat(addVersion(arn, false)).isEqualTo("v" + i);
        }
        assertThatThrownBy(() -> addVersion(arn, true))
                .hasMessage(
                        "A managed policy can have up to 5 versions. Before you create a new version, you must delete"
                                + " an existing version.");
        iam.run(() -> versions.deletePolicyVersion(
                iam.asRoot(),
                DeletePolicyVersionRequest.builder()
                        .policyArn(arn)
                        .versionId("v5")
                        .build()));
        assertThat(addVersion(arn, true)).isEqualTo("v6");
        assertThat(get(arn).defaultVersionId()).isEqualTo("v6");
        assertThat(versions.listPolicyVersions(
                                iam.asRoot(),
                                ListPolicyVersionsRequest.builder()
                                        .policyArn(arn)
                                        .build())
                        .versions())
                .extracting(v -> v.versionId())
                .containsExactly("v6", "v4", "v3", "v2", "v1");
    }

    @Test
    void theDefaultVersionCanBeSetButNotDeleted() {
        String arn = create("p", IamFixture.ALLOW_ALL).arn();
        addVersion(arn, true);
        int told = iam.announcements();
        iam.run(() -> versions.setDefaultPolicyVersion(
                iam.asRoot(),
                SetDefaultPolicyVersionRequest.builder()
                        .policyArn(arn)
                        .versionId("v1")
                        .build()));
        assertThat(iam.announcements()).isEqualTo(told + 1);
        assertThat(get(arn).defaultVersionId()).isEqualTo("v1");
        assertThatThrownBy(() -> iam.run(() -> versions.deletePolicyVersion(
                        iam.asRoot(),
                        DeletePolicyVersionRequest.builder()
                                .policyArn(arn)
                                .versionId("v1")
                                .build())))
                .hasMessage("Cannot delete the default version of a policy.");
    }

    @Test
    void aPolicyThatIsInUseOrHasVersionsStays() {
        String arn = create("p", IamFixture.ALLOW_ALL).arn();
        role("r");
        attach("r", arn);
        assertThat(get(arn).attachmentCount()).isEqualTo(1);
        Runnable delete = () -> iam.run(() -> policies.deletePolicy(
                iam.asRoot(), DeletePolicyRequest.builder().policyArn(arn).build()));
        assertThatThrownBy(delete::run).hasMessage("Cannot delete a policy attached to entities.");
        iam.run(() -> {
            attachments.detach(IamFixture.ACCOUNT, IdentityKind.ROLE, "r", arn);
            return true;
        });
        addVersion(arn, false);
        assertThatThrownBy(delete::run).hasMessageStartingWith("This policy has more than one version.");
        iam.run(() -> versions.deletePolicyVersion(
                iam.asRoot(),
                DeletePolicyVersionRequest.builder()
                        .policyArn(arn)
                        .versionId("v2")
                        .build()));
        delete.run();
        assertThatThrownBy(() -> get(arn)).hasMessage("Policy %s was not found.", arn);
    }

    @Test
    void aBoundaryIsAUseToo() {
        String arn = create("p", IamFixture.ALLOW_ALL).arn();
        role("r");
        iam.run(() -> {
            iam.bean(Boundaries.class).put(IamFixture.ACCOUNT, IdentityKind.ROLE, "r", arn);
            return true;
        });
        assertThat(get(arn).permissionsBoundaryUsageCount()).isEqualTo(1);
        code(
                () -> iam.run(() -> policies.deletePolicy(
                        iam.asRoot(),
                        DeletePolicyRequest.builder().policyArn(arn).build())),
                "DeleteConflict");
    }

    @Test
    void tenPoliciesAreAttachedAtMost() {
        role("r");
        for (int i = 0; i < 10; i++) {
            attach("r", create("p" + i, IamFixture.ALLOW_ALL).arn());
        }
        String eleventh = create("p10", IamFixture.ALLOW_ALL).arn();
        assertThatThrownBy(() -> attach("r", eleventh)).hasMessage("Cannot exceed quota for PoliciesPerRole: 10");
        assertThat(attachments
                        .list(IamFixture.ACCOUNT, IdentityKind.ROLE, "r", "/", PageRequest.of(null, null))
                        .map(AttachedPolicy::policyName))
                .hasSize(10)
                .doesNotContain("p10");
    }

    @Test
    void onlyPoliciesThatAreThereAreAttached() {
        role("r");
        String missing = "arn:aws:iam::123456789012:policy/missing";
        assertThatThrownBy(() -> attach("r", missing))
                .hasMessage("Policy %s does not exist or is not attachable.", missing);
        code(() -> attach("r", "arn:aws:iam::210987654321:policy/theirs"), "NoSuchEntity");
        code(
                () -> attach("r", "arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy"),
                "PolicyNotAttachable");
        // The same name under another path is another policy.
        create("p", IamFixture.ALLOW_ALL);
        code(() -> attach("r", "arn:aws:iam::123456789012:policy/p"), "NoSuchEntity");
    }

    @Test
    void awsOwnPoliciesAreThereForEverybodyAndForNobodyToChange() {
        String arn = "arn:aws:iam::aws:policy/AdministratorAccess";
        Policy administrator = get(arn);
        assertThat(administrator.policyId()).isEqualTo("ANPAIWMBCKSKIEE64ZLYK");
        assertThat(administrator.defaultVersionId()).isEqualTo("v1");
        code(() -> addVersion(arn, true), "AccessDenied");
        code(
                () -> versions.getPolicyVersion(
                        iam.asRoot(),
                        GetPolicyVersionRequest.builder()
                                .policyArn(arn)
                                .versionId("v2")
                                .build()),
                "NoSuchEntity");
    }

    @Test
    void listsTellTheCustomersFromAws() {
        create("zebra", IamFixture.ALLOW_ALL);
        PolicyListOperations lists = iam.bean(PolicyListOperations.class);
        assertThat(lists.listPolicies(
                                iam.asRoot(),
                                ListPoliciesRequest.builder()
                                        .scope(PolicyScopeType.LOCAL)
                                        .build())
                        .policies())
                .extracting(Policy::policyName)
                .containsExactly("zebra");
        assertThat(lists.listPolicies(
                                iam.asRoot(),
                                ListPoliciesRequest.builder().maxItems(1000).build())
                        .policies())
                .extracting(Policy::policyName)
                .contains("AdministratorAccess", "zebra")
                .isSorted();
        assertThat(lists.listPolicies(
                                iam.asRoot(),
                                ListPoliciesRequest.builder().onlyAttached(true).build())
                        .policies())
                .isEmpty();
    }

    @Test
    void aPolicyKnowsWhoUsesIt() {
        String arn = create("p", IamFixture.ALLOW_ALL).arn();
        role("r");
        attach("r", arn);
        var entities = iam.bean(PolicyEntitiesOperations.class)
                .listEntitiesForPolicy(
                        iam.asRoot(),
                        ListEntitiesForPolicyRequest.builder().policyArn(arn).build());
        assertThat(entities.policyRoles()).extracting(PolicyRole::roleName).containsExactly("r");
        assertThat(entities.policyUsers()).isEmpty();
    }
}
