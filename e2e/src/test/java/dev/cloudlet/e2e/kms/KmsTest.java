package dev.cloudlet.e2e.kms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.e2e.AwsCli;
import dev.cloudlet.e2e.Cloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.AccessKey;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DisabledException;
import software.amazon.awssdk.services.kms.model.GrantOperation;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.Tag;

/** Keys, by the SDK and the AWS command line. */
class KmsTest {
    private final Cloud cloud = Cloud.shared();
    private final KmsClient kms = cloud.client(KmsClient.builder());
    private final AwsCli aws = cloud.cli();
    private final String name = "kms-" + UUID.randomUUID().toString().substring(0, 8);
    private KeyMetadata key;

    @BeforeEach
    void aKey() {
        key = kms.createKey(k -> k.description(name)
                        .tags(Tag.builder().tagKey("test").tagValue(name).build()))
                .keyMetadata();
    }

    @AfterEach
    void removeIt() {
        kms.scheduleKeyDeletion(k -> k.keyId(key.keyId()).pendingWindowInDays(7));
    }

    @Test
    void whatTheSdkEncryptsTheSdkDecrypts() {
        Map<String, String> context = Map.of("purpose", name);
        SdkBytes blob = kms.encrypt(e -> e.keyId(key.arn())
                        .plaintext(SdkBytes.fromUtf8String("hello"))
                        .encryptionContext(context))
                .ciphertextBlob();

        assertThat(kms.decrypt(d -> d.ciphertextBlob(blob).encryptionContext(context))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hello");
        assertThatThrownBy(() -> kms.decrypt(d -> d.ciphertextBlob(blob)))
                .isInstanceOf(InvalidCiphertextException.class);

        kms.disableKey(k -> k.keyId(key.keyId()));
        assertThatThrownBy(() -> kms.decrypt(d -> d.ciphertextBlob(blob).encryptionContext(context)))
                .isInstanceOf(DisabledException.class)
                .hasMessageContaining(key.arn() + " is disabled.");
    }

    @Test
    void theCommandLineKnowsAKeyByItsAlias(@TempDir Path directory) throws IOException {
        // From a file, as the versions of the command line read an argument in different ways.
        Path plaintext = Files.writeString(directory.resolve("plaintext"), "hello");
        String alias = "alias/" + name;
        aws.run("kms", "create-alias", "--alias-name", alias, "--target-key-id", key.keyId())
                .ok();
        String blob = aws.run(
                        "kms",
                        "encrypt",
                        "--key-id",
                        alias,
                        "--plaintext",
                        "fileb://" + plaintext,
                        "--query",
                        "CiphertextBlob",
                        "--output",
                        "text")
                .ok();

        assertThat(kms.decrypt(d -> d.ciphertextBlob(
                                SdkBytes.fromByteArray(Base64.getDecoder().decode(blob))))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hello");
        assertThat(aws.run(
                                "kms",
                                "list-aliases",
                                "--key-id",
                                key.keyId(),
                                "--query",
                                "Aliases[].AliasName",
                                "--output",
                                "text")
                        .ok())
                .isEqualTo(alias);
        assertThat(aws.run("kms", "describe-key", "--key-id", "alias/none-" + name)
                        .err())
                .contains("(NotFoundException)", "is not found.");
    }

    @Test
    void aUserHasWhatAGrantGives() {
        IamClient iam = cloud.client(IamClient.builder());
        String user = iam.createUser(u -> u.userName(name)).user().arn();
        AccessKey access = iam.createAccessKey(k -> k.userName(name)).accessKey();
        KmsClient theirs = cloud.client(
                KmsClient.builder(), AwsBasicCredentials.create(access.accessKeyId(), access.secretAccessKey()));
        try {
            assertThatThrownBy(
                            () -> theirs.generateDataKey(g -> g.keyId(key.arn()).numberOfBytes(32)))
                    .isInstanceOfSatisfying(KmsException.class, e -> assertThat(
                                    e.awsErrorDetails().errorMessage())
                            .isEqualTo("User: " + user
                                    + " is not authorized to perform: kms:GenerateDataKey on resource: "
                                    + key.arn() + " because no identity-based policy allows the"
                                    + " kms:GenerateDataKey action"));
            String grant = kms.createGrant(
                            g -> g.keyId(key.arn()).granteePrincipal(user).operations(GrantOperation.GENERATE_DATA_KEY))
                    .grantId();
            assertThat(theirs.generateDataKey(g -> g.keyId(key.arn()).numberOfBytes(32))
                            .plaintext()
                            .asByteArray())
                    .hasSize(32);
            kms.revokeGrant(g -> g.keyId(key.arn()).grantId(grant));
            assertThatThrownBy(
                            () -> theirs.generateDataKey(g -> g.keyId(key.arn()).numberOfBytes(32)))
                    .isInstanceOf(KmsException.class);
        } finally {
            theirs.close();
            iam.deleteAccessKey(k -> k.userName(name).accessKeyId(access.accessKeyId()));
            iam.deleteUser(u -> u.userName(name));
        }
    }
}
