package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.policy.Principal;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.GetKeyPolicyResponse;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesRequest;
import software.amazon.awssdk.services.kms.model.ListKeyPoliciesResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;

class KeyPermissionsTest {
    private static final String ALL_KMS = """
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"kms:*","Resource":"*"}}""";
    private static final String OTHER_ACCOUNT = "999999999999";

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private Kms root;
    private String key;
    private Identity identity;
    private Principal bob;

    @BeforeEach
    void aKeyAndAUser() {
        root = Kms.of(iam);
        key = root.createKey().arn();
        identity = iam.addUser("bob");
        bob = new Principal.User(identity.arn(), identity.id(), Map.of());
    }

    @Test
    void by_default_the_policies_of_the_account_decide() {
        assertThat(root.as(bob).refusal(encryption(Map.of())))
                .isEqualTo("AccessDeniedException: User: " + bob.arn()
                        + " is not authorized to perform: kms:Encrypt on resource: " + key
                        + " because no identity-based policy allows the kms:Encrypt action");
        root.as(bob, ALL_KMS).ask(encryption(Map.of()));
    }

    @Test
    void the_policies_of_an_account_that_the_key_policy_leaves_out_decide_nothing() {
        putPolicy(statement("{\"AWS\":\"" + bob.arn() + "\"}", "kms:*", ""));

        assertThat(root.refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");
        assertThat(root.as(session(), ALL_KMS).refusal(encryption(Map.of())))
                .endsWith("because no resource-based policy allows the kms:Encrypt action");
        root.as(bob).ask(encryption(Map.of()));
    }

    @Test
    void whoever_gets_the_name_of_a_deleted_user_gets_nothing_of_its_keys() {
        putPolicy(statement("{\"AWS\":[\"" + bob.arn() + "\",\"" + IamFixture.ROOT + "\"]}", "kms:*", ""));
        iam.run(() -> {
            iam.bean(Identities.class).remove(identity);
            return true;
        });
        Identity namesake = iam.addUser("bob");

        assertThat(root.as(new Principal.User(namesake.arn(), namesake.id(), Map.of()))
                        .refusal(encryption(Map.of())))
                .startsWith("AccessDeniedException: ");
        assertThat(policy()).contains(identity.id()).doesNotContain(":user/bob");
    }

    @Test
    void conditions_see_the_encryption_context_and_the_aliases() {
        root.ask(CreateAliasRequest.builder()
                .aliasName("alias/permissions")
                .targetKeyId(key)
                .build());
        putPolicy(statement("{\"AWS\":\"" + IamFixture.ROOT + "\"}", "kms:*", "") + ","
                + statement("""
                {"AWS":"%s"}""".formatted(session().arn()), "kms:Encrypt", """
                ,"Condition":{
                  "StringEquals":{"kms:EncryptionContext:tenant":"a","kms:KeySpec":"SYMMETRIC_DEFAULT",
                                  "kms:CallerAccount":"%s"},
                  "ForAllValues:StringEquals":{"kms:EncryptionContextKeys":["tenant","purpose"]},
                  "ForAnyValue:StringLike":{"kms:ResourceAliases":"alias/perm*"}}""".formatted(IamFixture.ACCOUNT)));
        Kms him = root.as(session());

        him.ask(encryption(Map.of("tenant", "a", "purpose", "x")));
        assertThat(him.refusal(encryption(Map.of("tenant", "b")))).startsWith("AccessDeniedException: ");
        assertThat(him.refusal(encryption(Map.of("tenant", "a", "extra", "x")))).startsWith("AccessDeniedException: ");
    }

    @Test
    void an_explicit_denial_stops_the_root_user_too() {
        putPolicy(statement("{\"AWS\":\"" + IamFixture.ROOT + "\"}", "kms:*", "") + ","
                + statement("\"*\"", "kms:Encrypt", "").replace("Allow", "Deny"));

        assertThat(root.refusal(encryption(Map.of()))).endsWith("with an explicit deny in a resource-based policy");
    }

    @Test
    void another_account_needs_both_sides() {
        Principal stranger = new Principal.User("arn:aws:iam::" + OTHER_ACCOUNT + ":user/eve", "AIDAEVE", Map.of());
        assertThat(root.as(stranger, ALL_KMS).refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");

        putPolicy(statement(
                "{\"AWS\":[\"" + IamFixture.ROOT + "\",\"arn:aws:iam::" + OTHER_ACCOUNT + ":root\"]}", "kms:*", ""));

        assertThat(root.as(stranger).refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");
        SdkBytes blob = root.as(stranger, ALL_KMS)
                .ask(encryption(Map.of()), EncryptResponse.class)
                .ciphertextBlob();
        assertThat(root.ask(DecryptRequest.builder().ciphertextBlob(blob).build(), DecryptResponse.class)
                        .keyId())
                .isEqualTo(key);
        assertThat(root.as(stranger, ALL_KMS)
                        .refusal(DisableKeyRequest.builder().keyId(key).build()))
                .as("nobody disables the key of another account")
                .startsWith("AccessDeniedException: ");
    }

    @Test
    void nobody_locks_themselves_out_unless_they_insist() {
        String lockout = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement("\"*\"", "kms:Encrypt", "") + "]}";
        PutKeyPolicyRequest request =
                PutKeyPolicyRequest.builder().keyId(key).policy(lockout).build();

        assertThat(root.refusal(request))
                .isEqualTo(
                        "MalformedPolicyDocumentException: The new key policy will not allow you to update the key policy in"
                                + " the future.");
        assertThat(root.refusal(CreateKeyRequest.builder().policy(lockout).build()))
                .startsWith("MalformedPolicyDocumentException: ");

        root.ask(request.toBuilder().bypassPolicyLockoutSafetyCheck(true).build());
        assertThat(root.refusal(GetKeyPolicyRequest.builder().keyId(key).build()))
                .startsWith("AccessDeniedException: ");
    }

    @Test
    void a_policy_is_valid_or_refused() {
        assertThat(root.refusal(
                        PutKeyPolicyRequest.builder().keyId(key).policy("{}").build()))
                .startsWith("MalformedPolicyDocumentException: ");
        assertThat(root.refusal(PutKeyPolicyRequest.builder()
                        .keyId(key)
                        .policy(document(statement("{\"AWS\":\"arn:aws:iam::123456789012:user/none\"}", "kms:*", "")))
                        .build()))
                .isEqualTo("MalformedPolicyDocumentException: Policy contains a statement with one or more invalid"
                        + " principals.");
        assertThat(root.refusal(PutKeyPolicyRequest.builder()
                        .keyId(key)
                        .policyName("other")
                        .policy(document(statement("\"*\"", "kms:*", "")))
                        .build()))
                .isEqualTo("NotFoundException: No such policy exists");
    }

    @Test
    void a_key_has_one_policy_and_its_name_is_default() {
        assertThat(root.ask(ListKeyPoliciesRequest.builder().keyId(key).build(), ListKeyPoliciesResponse.class)
                        .policyNames())
                .containsExactly("default");
        assertThat(policy()).contains("\"Sid\" : \"Enable IAM User Permissions\"", IamFixture.ROOT);
    }

    private String policy() {
        return root.ask(GetKeyPolicyRequest.builder().keyId(key).build(), GetKeyPolicyResponse.class)
                .policy();
    }

    private void putPolicy(String statements) {
        root.ask(PutKeyPolicyRequest.builder()
                .keyId(key)
                .policy(document(statements))
                .bypassPolicyLockoutSafetyCheck(true)
                .build());
    }

    private static String document(String statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statements + "]}";
    }

    private static String statement(String principal, String action, String more) {
        return """
                {"Effect":"Allow","Principal":%s,"Action":"%s","Resource":"*"%s}""".formatted(principal, action, more);
    }

    private static Principal.RoleSession session() {
        return new Principal.RoleSession(
                "arn:aws:iam::" + IamFixture.ACCOUNT + ":role/app", "AROAAPP", "one", Map.of());
    }

    private EncryptRequest encryption(Map<String, String> context) {
        return EncryptRequest.builder()
                .keyId(key)
                .plaintext(Kms.bytes("hello"))
                .encryptionContext(context)
                .build();
    }
}
