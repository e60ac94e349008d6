package dev.cloudlet.iam.kms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.kit.work.Work.Next;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.CreateKeyRequest;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.DescribeKeyRequest;
import software.amazon.awssdk.services.kms.model.DescribeKeyResponse;
import software.amazon.awssdk.services.kms.model.DisableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EnableKeyRotationRequest;
import software.amazon.awssdk.services.kms.model.EncryptRequest;
import software.amazon.awssdk.services.kms.model.EncryptResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusRequest;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.IncludeKeyMaterial;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsRequest;
import software.amazon.awssdk.services.kms.model.ListKeyRotationsResponse;
import software.amazon.awssdk.services.kms.model.RotateKeyOnDemandRequest;
import software.amazon.awssdk.services.kms.model.RotationType;
import software.amazon.awssdk.services.kms.model.RotationsListEntry;

class RotationTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private Kms kms;
    private String key;

    @BeforeEach
    void aKey() {
        kms = Kms.of(iam);
        key = kms.createKey().keyId();
    }

    @Test
    void old_ciphertexts_open_after_a_rotation_and_new_ones_have_new_material() {
        SdkBytes before = encrypt();
        kms.ask(RotateKeyOnDemandRequest.builder().keyId(key).build());
        SdkBytes after = encrypt();

        DecryptResponse old = decrypt(before);
        DecryptResponse young = decrypt(after);

        assertThat(old.plaintext().asUtf8String()).isEqualTo("hello");
        assertThat(young.plaintext().asUtf8String()).isEqualTo("hello");
        assertThat(young.keyMaterialId()).isNotEqualTo(old.keyMaterialId());
        assertThat(kms.ask(DescribeKeyRequest.builder().keyId(key).build(), DescribeKeyResponse.class)
                        .keyMetadata()
                        .currentKeyMaterialId())
                .isEqualTo(young.keyMaterialId());
    }

    @Test
    void a_key_is_rotated_when_its_time_has_come() {
        kms.ask(EnableKeyRotationRequest.builder()
                .keyId(key)
                .rotationPeriodInDays(90)
                .build());
        String name = IamFixture.ACCOUNT + "/us-east-1/" + key;
        GetKeyRotationStatusResponse status = status();
        assertThat(status.keyRotationEnabled()).isTrue();
        assertThat(status.rotationPeriodInDays()).isEqualTo(90);
        assertThat(status.nextRotationDate()).isEqualTo(iam.now().plus(90, ChronoUnit.DAYS));

        iam.advance(Duration.ofDays(89));
        assertThat(iam.work("kms-key-rotation", name)).isEqualTo(Next.after(Duration.ofDays(1)));
        assertThat(rotations(IncludeKeyMaterial.ROTATIONS_ONLY)).isEmpty();
        iam.advance(Duration.ofDays(1));
        assertThat(iam.work("kms-key-rotation", name)).isEqualTo(Next.after(Duration.ofDays(90)));
        iam.work("kms-key-rotation", name);

        assertThat(rotations(IncludeKeyMaterial.ROTATIONS_ONLY)).singleElement().satisfies(each -> {
            assertThat(each.rotationType()).isEqualTo(RotationType.AUTOMATIC);
            assertThat(each.rotationDate()).isEqualTo(iam.now());
        });
        assertThat(rotations(IncludeKeyMaterial.ALL_KEY_MATERIAL)).hasSize(2);

        kms.ask(DisableKeyRotationRequest.builder().keyId(key).build());
        assertThat(status().keyRotationEnabled()).isFalse();
        assertThat(iam.work("kms-key-rotation", name)).isEqualTo(Next.done());
    }

    @Test
    void only_symmetric_keys_are_rotated() {
        String hmac = kms.createKey(CreateKeyRequest.builder()
                        .keySpec(KeySpec.HMAC_256)
                        .keyUsage(KeyUsageType.GENERATE_VERIFY_MAC)
                        .build())
                .keyId();

        assertThat(kms.refusal(EnableKeyRotationRequest.builder().keyId(hmac).build()))
                .startsWith("UnsupportedOperationException: ");
    }

    private GetKeyRotationStatusResponse status() {
        return kms.ask(GetKeyRotationStatusRequest.builder().keyId(key).build(), GetKeyRotationStatusResponse.class);
    }

    private List<RotationsListEntry> rotations(IncludeKeyMaterial which) {
        return kms.ask(
                        ListKeyRotationsRequest.builder()
                                .keyId(key)
                                .includeKeyMaterial(which)
                                .build(),
                        ListKeyRotationsResponse.class)
                .rotations();
    }

    private SdkBytes encrypt() {
        return kms.ask(
                        EncryptRequest.builder()
                                .keyId(key)
                                .plaintext(Kms.bytes("hello"))
                                .build(),
                        EncryptResponse.class)
                .ciphertextBlob();
    }

    private DecryptResponse decrypt(SdkBytes blob) {
        return kms.ask(DecryptRequest.builder().ciphertextBlob(blob).build(), DecryptResponse.class);
    }
}
