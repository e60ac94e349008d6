package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.kit.work.Work.Next;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.kms.model.CancelKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DeleteAliasRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.KeyListEntry;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListAliasesRequest;
import software.amazon.awssdk.services.kms.model.ListAliasesResponse;
import software.amazon.awssdk.services.kms.model.ListKeysRequest;
import software.amazon.awssdk.services.kms.model.ListKeysResponse;
import software.amazon.awssdk.services.kms.model.ListResourceTagsRequest;
import software.amazon.awssdk.services.kms.model.ListResourceTagsResponse;
import software.amazon.awssdk.services.kms.model.ScheduleKeyDeletionRequest;
import software.amazon.awssdk.services.kms.model.Tag;
import software.amazon.awssdk.services.kms.model.TagResourceRequest;
import software.amazon.awssdk.services.kms.model.UntagResourceRequest;
import software.amazon.awssdk.services.kms.model.UpdateAliasRequest;
import software.amazon.awssdk.services.kms.model.UpdateKeyDescriptionRequest;

class KeyLifecycleTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private Kms kms;

    @BeforeEach
    void asRoot() {
        kms = Kms.of(iam);
    }

    @Test
    void a_new_key_is_symmetric_and_enabled() {
        KeyMetadata key = kms.createKey(
                CreateKeyRequest.builder().description("for tests").build());

        assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:" + IamFixture.ACCOUNT + ":key/" + key.keyId());
        assertThat(key.keyState()).isEqualTo(KeyState.ENABLED);
        assertThat(key.enabled()).isTrue();
        assertThat(key.keySpec()).isEqualTo(KeySpec.SYMMETRIC_DEFAULT);
        assertThat(key.keyUsage()).isEqualTo(KeyUsageType.ENCRYPT_DECRYPT);
        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
        assertThat(key.currentKeyMaterialId()).hasSize(64);
        assertThat(describe(key.arn())).isEqualTo(key);
    }

    @Test
    void its_description_can_change() {
        String id = kms.createKey().keyId();

        kms.ask(UpdateKeyDescriptionRequest.builder()
                .keyId(id)
                .description("new")
                .build());

        assertThat(describe(id).description()).isEqualTo("new");
    }

    @Test
    void a_usage_that_the_spec_does_not_have_is_refused() {
        assertThat(kms.refusal(CreateKeyRequest.builder()
                        .keySpec(KeySpec.ECC_NIST_P256)
                        .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                        .build()))
                .isEqualTo(
                        "ValidationException: KeyUsage ENCRYPT_DECRYPT is not compatible with KeySpec ECC_NIST_P256");
        assertThat(kms.refusal(
                        CreateKeyRequest.builder().keySpec(KeySpec.RSA_2048).build()))
                .startsWith("ValidationException: You must specify a KeyUsage value");
        assertThat(kms.refusal(CreateKeyRequest.builder()
                        .keySpec(KeySpec.ECC_SECG_P256_K1)
                        .keyUsage(KeyUsageType.SIGN_VERIFY)
                        .build()))
                .startsWith("UnsupportedOperationException: ");
    }

    @Test
    void keys_are_listed_a_page_at_a_time_in_their_region() {
        Set<String> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(kms.createKey().keyId());
        }
        kms.in("eu-west-1").createKey();

        Set<String> listed = new HashSet<>();
        String marker = null;
        do {
            ListKeysResponse page =
                    kms.ask(ListKeysRequest.builder().limit(2).marker(marker).build(), ListKeysResponse.class);
            assertThat(page.keys()).hasSizeLessThanOrEqualTo(2);
            page.keys().stream().map(KeyListEntry::keyId).forEach(listed::add);
            marker = page.nextMarker();
            assertThat(page.truncated()).isEqualTo(marker != null);
        } while (marker != null);

        assertThat(listed).isEqualTo(made);
        assertThat(kms.refusal(ListKeysRequest.builder().marker("made up").build()))
                .startsWith("InvalidMarkerException: ");
    }

    @Test
    void what_is_no_key_is_not_found() {
        String nowhere = "12345678-1234-1234-1234-123456789012";
        assertThat(refusalToDescribe(nowhere))
                .isEqualTo("NotFoundException: Key 'arn:aws:kms:us-east-1:" + IamFixture.ACCOUNT + ":key/" + nowhere
                        + "' does not exist");
        assertThat(refusalToDescribe("nonsense")).isEqualTo("NotFoundException: Invalid keyId 'nonsense'");
        assertThat(refusalToDescribe("alias/none"))
                .isEqualTo("NotFoundException: Alias arn:aws:kms:us-east-1:" + IamFixture.ACCOUNT
                        + ":alias/none is not found.");
        assertThat(refusalToDescribe("arn:aws:kms:eu-west-1:" + IamFixture.ACCOUNT + ":key/" + nowhere))
                .isEqualTo("NotFoundException: Invalid arn eu-west-1");
        assertThat(refusalToDescribe("arn:aws:iam::" + IamFixture.ACCOUNT + ":user/x"))
                .startsWith("InvalidArnException: ");
    }

    @Test
    void a_disabled_key_does_nothing_until_it_is_enabled() {
        KeyMetadata key = kms.createKey();
        kms.ask(DisableKeyRequest.builder().keyId(key.keyId()).build());

        assertThat(describe(key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(kms.refusal(encrypt(key.keyId()))).isEqualTo("DisabledException: " + key.arn() + " is disabled.");

        kms.ask(EnableKeyRequest.builder().keyId(key.keyId()).build());
        kms.ask(encrypt(key.keyId()));
    }

    @Test
    void a_key_is_deleted_when_its_time_has_come_and_not_before() {
        KeyMetadata key = kms.createKey();
        String name = IamFixture.ACCOUNT + "/us-east-1/" + key.keyId();
        kms.ask(ScheduleKeyDeletionRequest.builder()
                .keyId(key.keyId())
                .pendingWindowInDays(7)
                .build());

        KeyMetadata pending = describe(key.keyId());
        assertThat(pending.keyState()).isEqualTo(KeyState.PENDING_DELETION);
        assertThat(pending.deletionDate()).isCloseTo(iam.now().plus(7, ChronoUnit.DAYS), within(1, ChronoUnit.SECONDS));
        assertThat(kms.refusal(encrypt(key.keyId())))
                .isEqualTo("KMSInvalidStateException: " + key.arn() + " is pending deletion.");
        assertThat(kms.refusal(EnableKeyRequest.builder().keyId(key.keyId()).build()))
                .startsWith("KMSInvalidStateException: ");

        iam.advance(Duration.ofDays(6));
        assertThat(iam.work("kms-key-deletion", name)).isEqualTo(Next.after(Duration.ofDays(1)));
        iam.advance(Duration.ofDays(1));
        assertThat(iam.work("kms-key-deletion", name)).isEqualTo(Next.done());

        assertThat(refusalToDescribe(key.keyId())).startsWith("NotFoundException: ");
        assertThat(iam.jdbc()
                        .sql("SELECT count(*) FROM kms_material")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_deletion_can_be_called_off() {
        KeyMetadata key = kms.createKey();
        kms.ask(ScheduleKeyDeletionRequest.builder().keyId(key.keyId()).build());
        kms.ask(CancelKeyDeletionRequest.builder().keyId(key.keyId()).build());

        assertThat(describe(key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
        iam.advance(Duration.ofDays(31));
        iam.work("kms-key-deletion", IamFixture.ACCOUNT + "/us-east-1/" + key.keyId());
        assertThat(describe(key.keyId()).keyState()).isEqualTo(KeyState.DISABLED);
        assertThat(kms.refusal(
                        CancelKeyDeletionRequest.builder().keyId(key.keyId()).build()))
                .isEqualTo("KMSInvalidStateException: " + key.arn() + " is not pending deletion.");
    }

    @Test
    void the_window_of_a_deletion_is_seven_to_thirty_days() {
        String id = kms.createKey().keyId();
        for (int days : new int[] {6, 31}) {
            assertThat(kms.refusal(ScheduleKeyDeletionRequest.builder()
                            .keyId(id)
                            .pendingWindowInDays(days)
                            .build()))
                    .startsWith("ValidationException: 1 validation error detected: Value '" + days + "'");
        }
    }

    @Test
    void an_alias_names_a_key_until_it_names_another() {
        KeyMetadata first = kms.createKey();
        KeyMetadata second = kms.createKey();
        kms.ask(alias("alias/app", first.keyId()));

        assertThat(describe("alias/app").keyId()).isEqualTo(first.keyId());
        assertThat(describe("arn:aws:kms:us-east-1:" + IamFixture.ACCOUNT + ":alias/app")
                        .keyId())
                .isEqualTo(first.keyId());
        assertThat(kms.refusal(alias("alias/app", second.keyId())))
                .isEqualTo("AlreadyExistsException: An alias with the name arn:aws:kms:us-east-1:" + IamFixture.ACCOUNT
                        + ":alias/app already exists");

        kms.ask(UpdateAliasRequest.builder()
                .aliasName("alias/app")
                .targetKeyId(second.keyId())
                .build());
        assertThat(describe("alias/app").keyId()).isEqualTo(second.keyId());
        assertThat(kms.ask(ListAliasesRequest.builder().keyId(second.keyId()).build(), ListAliasesResponse.class)
                        .aliases())
                .singleElement()
                .satisfies(each -> assertThat(each.aliasName()).isEqualTo("alias/app"));

        kms.ask(DeleteAliasRequest.builder().aliasName("alias/app").build());
        assertThat(refusalToDescribe("alias/app")).startsWith("NotFoundException: Alias ");
    }

    @Test
    void an_alias_is_no_name_for_what_changes_a_key() {
        kms.ask(alias("alias/app", kms.createKey().keyId()));

        assertThat(kms.refusal(DisableKeyRequest.builder().keyId("alias/app").build()))
                .isEqualTo("NotFoundException: Invalid keyId 'alias/app'");
    }

    @Test
    void names_of_aliases_have_a_form() {
        String id = kms.createKey().keyId();
        assertThat(kms.refusal(alias("app", id))).startsWith("InvalidAliasNameException: ");
        assertThat(kms.refusal(alias("alias/aws/mine", id))).startsWith("InvalidAliasNameException: ");
    }

    @Test
    void the_key_of_a_service_is_made_when_it_is_described() {
        KeyMetadata key = describe("alias/aws/s3");

        assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
        assertThat(describe("alias/aws/s3")).isEqualTo(key);
        assertThat(kms.refusal(encrypt("alias/aws/s3"))).startsWith("AccessDeniedException: ");
        assertThat(kms.refusal(
                        ScheduleKeyDeletionRequest.builder().keyId(key.keyId()).build()))
                .startsWith("AccessDeniedException: ");
    }

    @Test
    void tags_come_and_go() {
        String id = kms.createKey(CreateKeyRequest.builder()
                        .tags(tag("team", "red"), tag("stage", "test"))
                        .build())
                .keyId();
        kms.ask(TagResourceRequest.builder().keyId(id).tags(tag("team", "blue")).build());
        kms.ask(UntagResourceRequest.builder()
                .keyId(id)
                .tagKeys("stage", "none")
                .build());

        assertThat(kms.ask(ListResourceTagsRequest.builder().keyId(id).build(), ListResourceTagsResponse.class)
                        .tags())
                .containsExactly(tag("team", "blue"));
        assertThat(kms.refusal(TagResourceRequest.builder()
                        .keyId(id)
                        .tags(tag("aws:x", ""))
                        .build()))
                .startsWith("TagException: ");
    }

    private KeyMetadata describe(String keyId) {
        return kms.ask(DescribeKeyRequest.builder().keyId(keyId).build(), DescribeKeyResponse.class)
                .keyMetadata();
    }

    private String refusalToDescribe(String keyId) {
        return kms.refusal(DescribeKeyRequest.builder().keyId(keyId).build());
    }

    private static EncryptRequest encrypt(String keyId) {
        return EncryptRequest.builder()
                .keyId(keyId)
                .plaintext(Kms.bytes("hello"))
                .build();
    }

    private static CreateAliasRequest alias(String name, String keyId) {
        return CreateAliasRequest.builder().aliasName(name).targetKeyId(keyId).build();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().tagKey(key).tagValue(value).build();
    }
}
