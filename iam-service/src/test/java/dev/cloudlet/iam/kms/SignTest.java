package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.iam.IamFixture;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.PSSParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import javax.crypto.KeyAgreement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DataKeyPairSpec;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretRequest;
import software.amazon.awssdk.services.kms.model.DeriveSharedSecretResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyPairResponse;
import software.amazon.awssdk.services.kms.model.GenerateMacRequest;
import software.amazon.awssdk.services.kms.model.GenerateMacResponse;
import software.amazon.awssdk.services.kms.model.GetPublicKeyRequest;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KeyAgreementAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SignRequest;
import software.amazon.awssdk.services.kms.model.SignResponse;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.VerifyMacRequest;
import software.amazon.awssdk.services.kms.model.VerifyRequest;
import software.amazon.awssdk.services.kms.model.VerifyResponse;

/** What KMS signs, the JDK's own verification accepts. */
class SignTest {
    private static final String MESSAGE = "a message";

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private Kms kms;

    @BeforeEach
    void asRoot() {
        kms = Kms.of(iam);
    }

    @ParameterizedTest
    @EnumSource(
            value = SigningAlgorithmSpec.class,
            names = {"RSASSA_.*", "ECDSA_.*"},
            mode = EnumSource.Mode.MATCH_ANY)
    void anybody_can_verify_with_the_public_key(SigningAlgorithmSpec algorithm) throws GeneralSecurityException {
        String key = key(
                switch (algorithm) {
                    case ECDSA_SHA_256 -> KeySpec.ECC_NIST_P256;
                    case ECDSA_SHA_384 -> KeySpec.ECC_NIST_P384;
                    case ECDSA_SHA_512 -> KeySpec.ECC_NIST_P521;
                    default -> KeySpec.RSA_2048;
                },
                KeyUsageType.SIGN_VERIFY);
        int bits = Integer.parseInt(algorithm.toString().replaceAll(".*_", ""));
        SdkBytes digest = SdkBytes.fromByteArray(
                MessageDigest.getInstance("SHA-" + bits).digest(MESSAGE.getBytes(StandardCharsets.UTF_8)));

        SdkBytes ofMessage = sign(key, algorithm, MessageType.RAW, Kms.bytes(MESSAGE));
        SdkBytes ofDigest = sign(key, algorithm, MessageType.DIGEST, digest);

        for (SdkBytes signature : new SdkBytes[] {ofMessage, ofDigest}) {
            Signature verifier = verifier(algorithm, bits);
            verifier.initVerify(publicKey(key));
            verifier.update(MESSAGE.getBytes(StandardCharsets.UTF_8));
            assertThat(verifier.verify(signature.asByteArray())).isTrue();
            VerifyRequest verification = verification(key, algorithm, signature);
            assertThat(kms.ask(verification, VerifyResponse.class).signatureValid())
                    .isTrue();
            assertThat(kms.refusal(verification.toBuilder()
                            .message(Kms.bytes("another"))
                            .build()))
                    .isEqualTo("KMSInvalidSignatureException: ");
            byte[] changed = signature.asByteArray();
            changed[changed.length / 2] ^= 1;
            assertThat(kms.refusal(verification(key, algorithm, SdkBytes.fromByteArray(changed))))
                    .isEqualTo("KMSInvalidSignatureException: ");
        }
        assertThat(kms.refusal(verification(key, algorithm, Kms.bytes("x"))))
                .isEqualTo("KMSInvalidSignatureException: ");
        assertThat(kms.refusal(SignRequest.builder()
                        .keyId(key)
                        .signingAlgorithm(algorithm)
                        .messageType(MessageType.DIGEST)
                        .message(Kms.bytes("short"))
                        .build()))
                .startsWith("ValidationException: Digest is invalid length");
    }

    @Test
    void an_algorithm_of_another_spec_is_refused() {
        String key = key(KeySpec.ECC_NIST_P256, KeyUsageType.SIGN_VERIFY);
        assertThat(kms.refusal(SignRequest.builder()
                        .keyId(key)
                        .signingAlgorithm(SigningAlgorithmSpec.RSASSA_PSS_SHA_256)
                        .message(Kms.bytes("x"))
                        .build()))
                .startsWith("InvalidKeyUsageException: ");
        assertThat(kms.refusal(GetPublicKeyRequest.builder()
                        .keyId(kms.createKey().keyId())
                        .build()))
                .startsWith("UnsupportedOperationException: ");
    }

    @ParameterizedTest
    @EnumSource(value = MacAlgorithmSpec.class, names = "HMAC_.*", mode = EnumSource.Mode.MATCH_ANY)
    void a_mac_is_verified(MacAlgorithmSpec algorithm) {
        String key = key(KeySpec.fromValue(algorithm.toString().replace("_SHA", "")), KeyUsageType.GENERATE_VERIFY_MAC);
        SdkBytes mac = kms.ask(
                        GenerateMacRequest.builder()
                                .keyId(key)
                                .macAlgorithm(algorithm)
                                .message(Kms.bytes(MESSAGE))
                                .build(),
                        GenerateMacResponse.class)
                .mac();
        VerifyMacRequest.Builder verification = VerifyMacRequest.builder()
                .keyId(key)
                .macAlgorithm(algorithm)
                .message(Kms.bytes(MESSAGE))
                .mac(mac);

        assertThat(mac.asByteArray())
                .hasSize(Integer.parseInt(algorithm.toString().replaceAll(".*_", "")) / 8);
        kms.ask(verification.build());
        assertThat(kms.refusal(verification.message(Kms.bytes("another")).build()))
                .isEqualTo("KMSInvalidMacException: ");
    }

    @Test
    void both_sides_derive_the_same_secret() throws GeneralSecurityException {
        String key = key(KeySpec.ECC_NIST_P384, KeyUsageType.KEY_AGREEMENT);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair ours = generator.generateKeyPair();
        DeriveSharedSecretRequest.Builder request = DeriveSharedSecretRequest.builder()
                .keyId(key)
                .keyAgreementAlgorithm(KeyAgreementAlgorithmSpec.ECDH)
                .publicKey(SdkBytes.fromByteArray(ours.getPublic().getEncoded()));

        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(ours.getPrivate());
        agreement.doPhase(publicKey(key), true);

        assertThat(kms.ask(request.build(), DeriveSharedSecretResponse.class)
                        .sharedSecret()
                        .asByteArray())
                .isEqualTo(agreement.generateSecret());
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        byte[] otherCurve = generator.generateKeyPair().getPublic().getEncoded();
        assertThat(kms.refusal(
                        request.publicKey(SdkBytes.fromByteArray(otherCurve)).build()))
                .startsWith("ValidationException: ");
    }

    @Test
    void a_data_key_pair_belongs_together() throws GeneralSecurityException {
        GenerateDataKeyPairResponse made = kms.ask(
                GenerateDataKeyPairRequest.builder()
                        .keyId(kms.createKey().keyId())
                        .keyPairSpec(DataKeyPairSpec.ECC_NIST_P256)
                        .build(),
                GenerateDataKeyPairResponse.class);
        SdkBytes opened = kms.ask(
                        DecryptRequest.builder()
                                .ciphertextBlob(made.privateKeyCiphertextBlob())
                                .build(),
                        DecryptResponse.class)
                .plaintext();

        assertThat(opened).isEqualTo(made.privateKeyPlaintext());
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(opened.asByteArray())));
        signature.update(MESSAGE.getBytes(StandardCharsets.UTF_8));
        byte[] signed = signature.sign();
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(made.publicKey().asByteArray())));
        signature.update(MESSAGE.getBytes(StandardCharsets.UTF_8));
        assertThat(signature.verify(signed)).isTrue();
    }

    private String key(KeySpec spec, KeyUsageType usage) {
        return kms.createKey(
                        CreateKeyRequest.builder().keySpec(spec).keyUsage(usage).build())
                .arn();
    }

    private SdkBytes sign(String key, SigningAlgorithmSpec algorithm, MessageType type, SdkBytes message) {
        return kms.ask(
                        SignRequest.builder()
                                .keyId(key)
                                .signingAlgorithm(algorithm)
                                .messageType(type)
                                .message(message)
                                .build(),
                        SignResponse.class)
                .signature();
    }

    private static VerifyRequest verification(String key, SigningAlgorithmSpec algorithm, SdkBytes signature) {
        return VerifyRequest.builder()
                .keyId(key)
                .signingAlgorithm(algorithm)
                .message(Kms.bytes(MESSAGE))
                .signature(signature)
                .build();
    }

    private PublicKey publicKey(String key) throws GeneralSecurityException {
        GetPublicKeyResponse shown =
                kms.ask(GetPublicKeyRequest.builder().keyId(key).build(), GetPublicKeyResponse.class);
        String family = shown.keySpecAsString().startsWith("RSA") ? "RSA" : "EC";
        return KeyFactory.getInstance(family)
                .generatePublic(new X509EncodedKeySpec(shown.publicKey().asByteArray()));
    }

    private static Signature verifier(SigningAlgorithmSpec algorithm, int bits) throws GeneralSecurityException {
        String name = algorithm.toString();
        if (!name.startsWith("RSASSA_PSS")) {
            return Signature.getInstance("SHA" + bits + "with" + (name.startsWith("RSA") ? "RSA" : "ECDSA"));
        }
        Signature pss = Signature.getInstance("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec(
                "SHA-" + bits,
                "MGF1",
                new MGF1ParameterSpec("SHA-" + bits),
                bits / 8,
                PSSParameterSpec.TRAILER_FIELD_BC));
        return pss;
    }
}
