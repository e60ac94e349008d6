package dev.cloudlet.iam.kms.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.kms.Kms;
import dev.cloudlet.iam.kms.service.ServiceDataKeys.DataKey;
import dev.cloudlet.iam.kms.service.ServiceDataKeys.NewKey;
import dev.cloudlet.iam.kms.service.ServiceDataKeys.WrappedKey;
import dev.cloudlet.kit.authentication.Delegation;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.protocol.AwsException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.DisableKeyRequest;
import software.amazon.awssdk.services.kms.model.PutKeyPolicyRequest;
import tools.jackson.databind.json.JsonMapper;

class ServiceDataKeysTest {
    private static final Map<String, String> CONTEXT = Map.of("aws:s3:arn", "arn:aws:s3:::bucket/key");
    private static final Principal BOB =
            new Principal.User("arn:aws:iam::" + IamFixture.ACCOUNT + ":user/bob", "AIDABOB", Map.of("team", "red"));

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private ServiceDataKeys keys;
    private Kms root;

    @BeforeEach
    void asRoot() {
        keys = iam.bean(ServiceDataKeys.class);
        root = Kms.of(iam);
    }

    @Test
    void the_key_of_the_service_is_made_when_nothing_else_is_named() {
        DataKey made = generate(root, null);

        assertThat(made.plaintext()).hasSize(32);
        assertThat(open(root, made).plaintext()).isEqualTo(made.plaintext());
        assertThat(generate(root, null).keyArn()).isEqualTo(made.keyArn());
        assertThat(open(root.as(BOB), made).plaintext())
                .as("whoever S3 lets at the object")
                .isEqualTo(made.plaintext());
        assertThat(root.refusal(DecryptRequest.builder()
                        .ciphertextBlob(SdkBytes.fromByteArray(made.wrapped()))
                        .encryptionContext(CONTEXT)
                        .build()))
                .as("not past the service")
                .startsWith("AccessDeniedException: ");
    }

    @Test
    void the_caller_must_be_allowed_through_that_service() {
        String key = root.createKey().arn();
        Kms bob = root.as(BOB);
        assertThatThrownBy(() -> generate(bob, key))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("AccessDeniedException"));

        root.ask(PutKeyPolicyRequest.builder()
                .keyId(key)
                .policy("""
                        {"Version":"2012-10-17","Statement":[
                          {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"kms:*","Resource":"*"},
                          {"Effect":"Allow","Principal":"*","Action":"kms:GenerateDataKey","Resource":"*",
                           "Condition":{"StringEquals":{"kms:ViaService":"s3.us-east-1.amazonaws.com",
                             "aws:PrincipalTag/team":"red",
                             "kms:EncryptionContext:aws:s3:arn":"arn:aws:s3:::bucket/key"}}}]}""".formatted(IamFixture.ROOT))
                .build());
        assertThat(generate(bob, key).keyArn()).isEqualTo(key);
        assertThatThrownBy(() -> open(bob, generate(bob, key)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("AccessDeniedException"));
    }

    @Test
    void a_disabled_key_opens_nothing() {
        String key = root.createKey().arn();
        DataKey made = generate(root, key);
        root.ask(DisableKeyRequest.builder().keyId(key).build());

        assertThatThrownBy(() -> open(root, made)).isInstanceOfSatisfying(AwsException.class, e -> assertThat(e.code())
                .isEqualTo("DisabledException"));
    }

    private DataKey generate(Kms by, @Nullable String keyId) {
        return keys.generate(new NewKey(caller(by), "request-1", "us-east-1", "s3", keyId, "alias/aws/s3", CONTEXT));
    }

    private DataKey open(Kms by, DataKey made) {
        return keys.open(new WrappedKey(caller(by), "request-1", "us-east-1", "s3", made.wrapped(), CONTEXT));
    }

    /** As it arrives from another service. */
    private static Delegation caller(Kms by) {
        JsonMapper json = JsonMapper.builder().build();
        Delegation sent = by.call("PutObject").permissions().delegation();
        return json.readValue(json.writeValueAsBytes(sent), Delegation.class);
    }
}
