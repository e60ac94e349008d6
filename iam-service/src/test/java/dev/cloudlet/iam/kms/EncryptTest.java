package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.iam.IamFixture;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateAliasRequest;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GenerateRandomRequest;
import software.amazon.awssdk.services.kms.model.GenerateRandomResponse;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ReEncryptRequest;
import software.amazon.awssdk.services.kms.model.ReEncryptResponse;

class EncryptTest {
    private static final Map<String, String> CONTEXT = Map.of("purpose", "test", "tenant", "a");

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private Kms kms;
    private String key;

    @BeforeEach
    void aKey() {
        kms = Kms.of(iam);
        key = kms.createKey().arn();
    }

    @Test
    void what_was_encrypted_is_decrypted_without_naming_the_key() {
        SdkBytes blob = encrypt("hello", CONTEXT);

        DecryptResponse opened = decrypt(blob, CONTEXT);

        assertThat(opened.plaintext().asUtf8String()).isEqualTo("hello");
        assertThat(opened.keyId()).isEqualTo(key);
        assertThat(opened.encryptionAlgorithm()).isEqualTo(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT);
        assertThat(blob.asByteArray()).asString().doesNotContain("hello");
        assertThat(encrypt("hello", CONTEXT)).isNotEqualTo(blob);
    }

    @Test
    void another_context_opens_nothing() {
        SdkBytes blob = encrypt("hello", CONTEXT);

        assertThat(kms.refusal(decryption(blob, Map.of()))).isEqualTo("InvalidCiphertextException: ");
        assertThat(kms.refusal(decryption(blob, Map.of("purpose", "test")))).isEqualTo("InvalidCiphertextException: ");
        assertThat(kms.refusal(decryption(blob, Map.of("purpose", "testtenant", "a", ""))))
                .isEqualTo("InvalidCiphertextException: ");
    }

    @Test
    void a_ciphertext_with_any_bit_changed_opens_nothing() {
        byte[] blob = encrypt("hello", Map.of()).asByteArray();
        for (int i = 0; i < blob.length; i++) {
            byte[] changed = blob.clone();
            changed[i] ^= 4;
            assertThat(kms.refusal(decryption(SdkBytes.fromByteArray(changed), Map.of())))
                    .as("byte %d", i)
                    .matches("(?s)(InvalidCiphertextException|AccessDeniedException): .*");
        }
        assertThat(kms.refusal(decryption(Kms.bytes("x"), Map.of()))).isEqualTo("InvalidCiphertextException: ");
    }

    @Test
    void the_key_that_is_named_must_be_the_one() {
        SdkBytes blob = encrypt("hello", Map.of());
        kms.ask(CreateAliasRequest.builder()
                .aliasName("alias/right")
                .targetKeyId(key)
                .build());
        String other = kms.createKey().keyId();

        assertThat(kms.refusal(DecryptRequest.builder()
                        .ciphertextBlob(blob)
                        .keyId(other)
                        .build()))
                .startsWith("IncorrectKeyException: ");
        kms.ask(DecryptRequest.builder()
                .ciphertextBlob(blob)
                .keyId("alias/right")
                .build());
    }

    @Test
    void a_ciphertext_of_another_region_is_out_of_reach() {
        SdkBytes blob = encrypt("hello", Map.of());

        assertThat(kms.in("eu-west-1").refusal(decryption(blob, Map.of())))
                .startsWith("AccessDeniedException: ")
                .contains("the resource associated with this ciphertext");
    }

    @Test
    void a_data_key_comes_with_its_ciphertext() {
        GenerateDataKeyResponse made = kms.ask(
                GenerateDataKeyRequest.builder()
                        .keyId(key)
                        .keySpec(DataKeySpec.AES_256)
                        .encryptionContext(CONTEXT)
                        .build(),
                GenerateDataKeyResponse.class);

        assertThat(made.plaintext().asByteArray()).hasSize(32);
        assertThat(decrypt(made.ciphertextBlob(), CONTEXT).plaintext()).isEqualTo(made.plaintext());
        assertThat(kms.refusal(GenerateDataKeyRequest.builder().keyId(key).build()))
                .isEqualTo("ValidationException: Please specify either number of bytes or key spec.");
    }

    @Test
    void re_encryption_changes_the_key_and_the_context() {
        String other = kms.createKey().arn();
        ReEncryptResponse moved = kms.ask(
                ReEncryptRequest.builder()
                        .ciphertextBlob(encrypt("hello", CONTEXT))
                        .sourceEncryptionContext(CONTEXT)
                        .destinationKeyId(other)
                        .destinationEncryptionContext(Map.of("new", "context"))
                        .build(),
                ReEncryptResponse.class);

        assertThat(moved.sourceKeyId()).isEqualTo(key);
        assertThat(moved.keyId()).isEqualTo(other);
        DecryptResponse opened = decrypt(moved.ciphertextBlob(), Map.of("new", "context"));
        assertThat(opened.plaintext().asUtf8String()).isEqualTo("hello");
        assertThat(opened.keyId()).isEqualTo(other);
    }

    @Test
    void rsa_encrypts_as_far_as_its_length_goes() {
        String rsa = kms.createKey(CreateKeyRequest.builder()
                        .keySpec(KeySpec.RSA_2048)
                        .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                        .build())
                .arn();
        for (EncryptionAlgorithmSpec algorithm : new EncryptionAlgorithmSpec[] {
            EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1, EncryptionAlgorithmSpec.RSAES_OAEP_SHA_256
        }) {
            int most = algorithm == EncryptionAlgorithmSpec.RSAES_OAEP_SHA_1 ? 214 : 190;
            EncryptRequest.Builder longest = EncryptRequest.builder()
                    .keyId(rsa)
                    .encryptionAlgorithm(algorithm)
                    .plaintext(Kms.bytes("x".repeat(most)));
            SdkBytes blob = kms.ask(longest.build(), EncryptResponse.class).ciphertextBlob();
            DecryptRequest.Builder decryption =
                    DecryptRequest.builder().ciphertextBlob(blob).keyId(rsa).encryptionAlgorithm(algorithm);

            assertThat(kms.ask(decryption.build(), DecryptResponse.class)
                            .plaintext()
                            .asUtf8String())
                    .isEqualTo("x".repeat(most));
            assertThat(kms.refusal(
                            longest.plaintext(Kms.bytes("x".repeat(most + 1))).build()))
                    .startsWith("ValidationException: ");
        }
        assertThat(kms.refusal(EncryptRequest.builder()
                        .keyId(rsa)
                        .plaintext(Kms.bytes("x"))
                        .build()))
                .isEqualTo(
                        "InvalidKeyUsageException: Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048.");
    }

    @Test
    void a_dry_run_ends_before_the_cryptography() {
        assertThat(kms.refusal(EncryptRequest.builder()
                        .keyId(key)
                        .plaintext(Kms.bytes("x"))
                        .dryRun(true)
                        .build()))
                .isEqualTo("DryRunOperationException: The request would have succeeded, but the DryRun option is set.");
    }

    @Test
    void random_bytes_are_as_many_as_wanted() {
        SdkBytes some = random();
        assertThat(some.asByteArray()).hasSize(24);
        assertThat(random()).isNotEqualTo(some);
    }

    private SdkBytes random() {
        return kms.ask(GenerateRandomRequest.builder().numberOfBytes(24).build(), GenerateRandomResponse.class)
                .plaintext();
    }

    private SdkBytes encrypt(String text, Map<String, String> context) {
        return kms.ask(
                        EncryptRequest.builder()
                                .keyId(key)
                                .plaintext(Kms.bytes(text))
                                .encryptionContext(context)
                                .build(),
                        EncryptResponse.class)
                .ciphertextBlob();
    }

    private DecryptResponse decrypt(SdkBytes blob, Map<String, String> context) {
        return kms.ask(decryption(blob, context), DecryptResponse.class);
    }

    private static DecryptRequest decryption(SdkBytes blob, Map<String, String> context) {
        return DecryptRequest.builder()
                .ciphertextBlob(blob)
                .encryptionContext(context)
                .build();
    }
}
