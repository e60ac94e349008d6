package dev.cloudlet.iam.accesskey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.kit.authentication.KeyUse;
import dev.cloudlet.policy.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.model.AccessKeyMetadata;
import software.amazon.awssdk.services.iam.model.CreateAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.DeleteAccessKeyRequest;
import software.amazon.awssdk.services.iam.model.GetAccessKeyLastUsedRequest;
import software.amazon.awssdk.services.iam.model.ListAccessKeysRequest;
import software.amazon.awssdk.services.iam.model.StatusType;
import software.amazon.awssdk.services.iam.model.UpdateAccessKeyRequest;

class AccessKeyOperationsTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final AccessKeyOperations keys = iam.bean(AccessKeyOperations.class);
    private Identity bob;

    @BeforeEach
    void aUser() {
        bob = iam.bean(IdentityFactory.class).make(IamFixture.ACCOUNT, IdentityKind.USER, "Bob", "/", Map.of(), null);
        iam.bean(Identities.class).add(bob);
    }

    private software.amazon.awssdk.services.iam.model.AccessKey create(@Nullable String user) {
        return iam.run(() -> keys.createAccessKey(
                        iam.asRoot(),
                        CreateAccessKeyRequest.builder().userName(user).build()))
                .accessKey();
    }

    private List<AccessKeyMetadata> list(@Nullable String user) {
        return iam.run(() -> keys.listAccessKeys(
                        iam.asRoot(),
                        ListAccessKeysRequest.builder().userName(user).build()))
                .accessKeyMetadata();
    }

    @Test
    void aKeyIsShownWithItsSecretOnce() {
        var key = create("Bob");
        assertThat(key.accessKeyId()).matches("AKIA[A-Z2-7]{16}");
        assertThat(key.secretAccessKey()).hasSize(40);
        assertThat(key.status()).isEqualTo(StatusType.ACTIVE);
        assertThat(list("Bob")).singleElement().satisfies(listed -> {
            assertThat(listed.accessKeyId()).isEqualTo(key.accessKeyId());
            assertThat(listed.userName()).isEqualTo("Bob");
        });
        AccessKey stored = iam.bean(AccessKeys.class).find(key.accessKeyId());
        assertThat(iam.bean(SecretCipher.class).open(stored.id(), stored.sealedSecret()))
                .isEqualTo(key.secretAccessKey());
    }

    @Test
    void aUserHasTwoAtMostHoweverManyAreAskedForAtOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            Callable<Object> creation = () -> {
                try {
                    return create("Bob");
                } catch (dev.cloudlet.protocol.AwsException e) {
                    return e.message();
                }
            };
            List<Future<Object>> all = threads.invokeAll(java.util.Collections.nCopies(6, creation));
            long refused = all.stream()
                    .filter(each -> each.resultNow().equals("Cannot exceed quota for AccessKeysPerUser: 2"))
                    .count();
            assertThat(refused).isEqualTo(4);
        }
        assertThat(list("Bob")).hasSize(2);
    }

    @Test
    void aUserWithoutANameMeansItself() {
        Principal asBob = new Principal.User(bob.arn(), bob.id(), Map.of());
        var key = iam.run(() -> keys.createAccessKey(
                        iam.as(asBob), CreateAccessKeyRequest.builder().build()))
                .accessKey();
        assertThat(key.userName()).isEqualTo("Bob");
        assertThat(list("Bob")).hasSize(1);
    }

    @Test
    void rootWithoutANameMeansItself() {
        var key = create(null);
        assertThat(key.userName()).isNull();
        assertThat(list(null)).extracting(AccessKeyMetadata::accessKeyId).containsExactly(key.accessKeyId());
        assertThat(list("Bob")).isEmpty();
    }

    @Test
    void aKeyIsTurnedOffAndDeleted() {
        String id = create("Bob").accessKeyId();
        iam.run(() -> keys.updateAccessKey(
                iam.asRoot(),
                UpdateAccessKeyRequest.builder()
                        .userName("Bob")
                        .accessKeyId(id)
                        .status(StatusType.INACTIVE)
                        .build()));
        assertThat(list("Bob").getFirst().status()).isEqualTo(StatusType.INACTIVE);
        iam.run(() -> keys.deleteAccessKey(
                iam.asRoot(),
                DeleteAccessKeyRequest.builder().userName("Bob").accessKeyId(id).build()));
        assertThat(list("Bob")).isEmpty();
        assertThat(iam.announcements()).isEqualTo(3);
    }

    @Test
    void anothersKeyCannotBeTouched() {
        String rootKey = create(null).accessKeyId();
        assertThatThrownBy(() -> iam.run(() -> keys.deleteAccessKey(
                        iam.asRoot(),
                        DeleteAccessKeyRequest.builder()
                                .userName("Bob")
                                .accessKeyId(rootKey)
                                .build())))
                .hasMessage("The Access Key with id %s cannot be found.", rootKey);
    }

    @Test
    void aKeyThatWasNeverUsedSaysSo() {
        String id = create("Bob").accessKeyId();
        var lastUsed = iam.bean(AccessKeyLastUsedOperations.class)
                .getAccessKeyLastUsed(
                        iam.asRoot(),
                        GetAccessKeyLastUsedRequest.builder().accessKeyId(id).build());
        assertThat(lastUsed.userName()).isEqualTo("Bob");
        assertThat(lastUsed.accessKeyLastUsed().region()).isEqualTo("N/A");
        assertThat(lastUsed.accessKeyLastUsed().serviceName()).isEqualTo("N/A");
        assertThat(lastUsed.accessKeyLastUsed().lastUsedDate()).isNull();
    }

    @Test
    void theLatestUseOfAKeyCounts() {
        String id = create("Bob").accessKeyId();
        KeyUseRecord uses = iam.bean(KeyUseRecord.class);
        Instant later = iam.now().plusSeconds(60);
        uses.note(new KeyUse.Batch(List.of(
                new KeyUse(id, later, "eu-west-1", "s3"), new KeyUse("AKIAUNKNOWN", later, "eu-west-1", "s3"))));
        // A service that was slow to tell takes nothing back.
        uses.note(new KeyUse.Batch(List.of(new KeyUse(id, iam.now(), "us-east-1", "ec2"))));
        var lastUsed = iam.bean(AccessKeyLastUsedOperations.class)
                .getAccessKeyLastUsed(
                        iam.asRoot(),
                        GetAccessKeyLastUsedRequest.builder().accessKeyId(id).build())
                .accessKeyLastUsed();
        assertThat(lastUsed.lastUsedDate()).isEqualTo(later);
        assertThat(lastUsed.region()).isEqualTo("eu-west-1");
        assertThat(lastUsed.serviceName()).isEqualTo("s3");
    }
}
