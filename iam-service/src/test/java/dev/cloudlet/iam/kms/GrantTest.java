package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.policy.Principal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.model.CreateGrantRequest;
import software.amazon.awssdk.services.kms.model.CreateGrantResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.GrantConstraints;
import software.amazon.awssdk.services.kms.model.GrantListEntry;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.ListGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListGrantsResponse;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsRequest;
import software.amazon.awssdk.services.kms.model.ListRetirableGrantsResponse;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import software.amazon.awssdk.services.kms.model.RetireGrantRequest;
import software.amazon.awssdk.services.kms.model.RevokeGrantRequest;

class GrantTest {
    private static final String DENY_ALL = """
            {"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""";

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private Kms root;
    private Kms bob;
    private Kms carol;
    private String key;

    @BeforeEach
    void aKeyAndTwoUsers() {
        root = Kms.of(iam);
        key = root.createKey().arn();
        bob = root.as(user("bob"));
        carol = root.as(user("carol"));
    }

    @Test
    void a_grant_allows_what_it_names_and_no_more() {
        assertThat(bob.refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");

        grant(root, bob, GrantOperation.ENCRYPT);

        bob.ask(encryption(Map.of()));
        assertThat(carol.refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");
        assertThat(bob.refusal(ListGrantsRequest.builder().keyId(key).build())).startsWith("AccessDeniedException: ");
    }

    @Test
    void a_grant_lifts_no_denial() {
        grant(root, bob, GrantOperation.ENCRYPT);

        assertThat(root.as(bob.caller(), DENY_ALL).refusal(encryption(Map.of())))
                .contains("explicit deny");
        root.ask(PutKeyPolicyRequest.builder()
                .keyId(key)
                .policy("""
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"},
                  {"Effect":"Deny","Principal":"*","Action":"kms:Encrypt","Resource":"*"}]}""".formatted(IamFixture.ROOT))
                .build());
        assertThat(bob.refusal(encryption(Map.of()))).contains("explicit deny");
    }

    @Test
    void a_grant_reaches_into_another_account_by_itself() {
        Kms stranger = root.as(new Principal.User("arn:aws:iam::999999999999:user/eve", "AIDAEVE", Map.of()));
        assertThat(stranger.refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");

        grant(root, stranger, GrantOperation.ENCRYPT);

        stranger.ask(encryption(Map.of()));
    }

    @Test
    void constraints_compare_the_context_with_case() {
        constrained(
                bob,
                GrantConstraints.builder()
                        .encryptionContextSubset(Map.of("Tenant", "a", "Stage", "b"))
                        .build());
        constrained(
                carol,
                GrantConstraints.builder()
                        .encryptionContextEquals(Map.of("Tenant", "a"))
                        .build());

        bob.ask(encryption(Map.of("Tenant", "a", "Stage", "b", "more", "x")));
        for (Map<String, String> other : List.of(
                Map.<String, String>of(),
                Map.of("Tenant", "a"),
                Map.of("tenant", "a", "Stage", "b"),
                Map.of("Tenant", "A", "Stage", "b"))) {
            assertThat(bob.refusal(encryption(other))).as("%s", other).startsWith("AccessDeniedException: ");
        }
        carol.ask(encryption(Map.of("Tenant", "a")));
        assertThat(carol.refusal(encryption(Map.of("Tenant", "a", "more", "x"))))
                .startsWith("AccessDeniedException: ");
    }

    @Test
    void nobody_hands_on_more_than_they_were_given() {
        root.ask(grant(bob, GrantOperation.CREATE_GRANT, GrantOperation.ENCRYPT)
                .constraints(c -> c.encryptionContextSubset(Map.of("tenant", "a")))
                .build());

        assertThat(bob.refusal(grant(carol, GrantOperation.ENCRYPT).build()))
                .as("without the constraint")
                .startsWith("AccessDeniedException: ");
        assertThat(bob.refusal(grant(carol, GrantOperation.ENCRYPT, GrantOperation.DECRYPT)
                        .constraints(c -> c.encryptionContextSubset(Map.of("tenant", "a")))
                        .build()))
                .as("another operation")
                .startsWith("AccessDeniedException: ");
        bob.ask(grant(carol, GrantOperation.ENCRYPT)
                .constraints(c -> c.encryptionContextSubset(Map.of("tenant", "a", "stage", "b")))
                .build());

        carol.ask(encryption(Map.of("tenant", "a", "stage", "b")));
    }

    @Test
    void a_revoked_grant_allows_nothing() {
        String id = grant(root, bob, GrantOperation.ENCRYPT).grantId();
        RevokeGrantRequest revocation =
                RevokeGrantRequest.builder().keyId(key).grantId(id).build();

        assertThat(bob.refusal(revocation)).startsWith("AccessDeniedException: ");
        root.ask(revocation);

        assertThat(bob.refusal(encryption(Map.of()))).startsWith("AccessDeniedException: ");
        assertThat(root.refusal(revocation)).isEqualTo("NotFoundException: Grant ID " + id + " not found");
    }

    @Test
    void the_retiring_principal_retires_its_grant_alone() {
        CreateGrantResponse hers = root.ask(
                grant(bob, GrantOperation.ENCRYPT)
                        .retiringPrincipal(carol.caller().arn())
                        .build(),
                CreateGrantResponse.class);
        CreateGrantResponse another = grant(root, bob, GrantOperation.ENCRYPT);

        assertThat(bob.refusal(retirement(hers))).startsWith("AccessDeniedException: ");
        assertThat(carol.refusal(retirement(another))).startsWith("AccessDeniedException: ");
        assertThat(root.ask(
                                ListRetirableGrantsRequest.builder()
                                        .retiringPrincipal(carol.caller().arn())
                                        .build(),
                                ListRetirableGrantsResponse.class)
                        .grants())
                .extracting(GrantListEntry::grantId)
                .containsExactly(hers.grantId());
        carol.ask(retirement(hers));

        assertThat(listed()).extracting(GrantListEntry::grantId).containsExactly(another.grantId());
    }

    @Test
    void a_grant_is_retired_by_its_token() {
        CreateGrantResponse given = grant(root, bob, GrantOperation.ENCRYPT, GrantOperation.RETIRE_GRANT);

        assertThat(bob.refusal(
                        RetireGrantRequest.builder().grantToken("bWFkZSB1cA==").build()))
                .startsWith("InvalidGrantTokenException: ");
        bob.ask(RetireGrantRequest.builder().grantToken(given.grantToken()).build());

        assertThat(listed()).isEmpty();
    }

    @Test
    void the_same_name_gives_no_second_grant_of_the_same() {
        CreateGrantRequest request =
                grant(bob, GrantOperation.ENCRYPT).name("once").build();
        CreateGrantResponse first = root.ask(request, CreateGrantResponse.class);
        CreateGrantResponse again = root.ask(request, CreateGrantResponse.class);

        assertThat(again.grantId()).isEqualTo(first.grantId());
        assertThat(root.ask(
                                request.toBuilder()
                                        .operations(GrantOperation.DECRYPT)
                                        .build(),
                                CreateGrantResponse.class)
                        .grantId())
                .isNotEqualTo(first.grantId());
        assertThat(listed()).hasSize(2).allSatisfy(each -> {
            assertThat(each.name()).isEqualTo("once");
            assertThat(each.keyId()).isEqualTo(key);
            assertThat(each.granteePrincipal()).isEqualTo(bob.caller().arn());
            assertThat(each.issuingAccount()).isEqualTo(IamFixture.ROOT);
        });
    }

    @Test
    void what_the_key_cannot_do_cannot_be_granted() {
        assertThat(root.refusal(grant(bob, GrantOperation.SIGN).build())).startsWith("ValidationException: ");
        assertThat(root.refusal(CreateGrantRequest.builder()
                        .keyId(key)
                        .granteePrincipal("arn:aws:iam::" + IamFixture.ACCOUNT + ":user/none")
                        .operations(GrantOperation.ENCRYPT)
                        .build()))
                .startsWith("InvalidArnException: ");
    }

    private List<GrantListEntry> listed() {
        return root.ask(ListGrantsRequest.builder().keyId(key).build(), ListGrantsResponse.class)
                .grants();
    }

    private CreateGrantResponse grant(Kms by, Kms grantee, GrantOperation... operations) {
        return by.ask(grant(grantee, operations).build(), CreateGrantResponse.class);
    }

    private CreateGrantRequest.Builder grant(Kms grantee, GrantOperation... operations) {
        return CreateGrantRequest.builder()
                .keyId(key)
                .granteePrincipal(grantee.caller().arn())
                .operations(operations);
    }

    private void constrained(Kms grantee, GrantConstraints constraints) {
        root.ask(grant(grantee, GrantOperation.ENCRYPT).constraints(constraints).build());
    }

    private RetireGrantRequest retirement(CreateGrantResponse grant) {
        return RetireGrantRequest.builder().keyId(key).grantId(grant.grantId()).build();
    }

    private EncryptRequest encryption(Map<String, String> context) {
        return EncryptRequest.builder()
                .keyId(key)
                .plaintext(Kms.bytes("hello"))
                .encryptionContext(context)
                .build();
    }

    private static Principal user(String name) {
        Identity identity = iam.addUser(name);
        return new Principal.User(identity.arn(), identity.id(), Map.of());
    }
}
