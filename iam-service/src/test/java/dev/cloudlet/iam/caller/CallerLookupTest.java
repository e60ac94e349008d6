package dev.cloudlet.iam.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.accesskey.AccessKey;
import dev.cloudlet.iam.accesskey.AccessKeyIds;
import dev.cloudlet.iam.accesskey.AccessKeys;
import dev.cloudlet.iam.accesskey.SecretCipher;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.Attachments;
import dev.cloudlet.iam.policy.Boundaries;
import dev.cloudlet.iam.policy.InlinePolicies;
import dev.cloudlet.kit.authentication.CallerGrant;
import dev.cloudlet.kit.authentication.CallerGrant.Kind;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.kit.authentication.CallerQuestion;
import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.signature.SigningKeys;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CallerLookupTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final CallerLookup callers = iam.bean(CallerLookup.class);

    private CallerGrant ask(String accessKeyId, @Nullable String token, String service) {
        return callers.find(new CallerQuestion(accessKeyId, token, TODAY, "us-east-1", service, true));
    }

    private Identity user(String name) {
        Identity user = iam.bean(IdentityFactory.class)
                .make(IamFixture.ACCOUNT, IdentityKind.USER, name, "/", Map.of("team", "blue"), null);
        iam.bean(Identities.class).add(user);
        return user;
    }

    private String keyOf(@Nullable Identity owner) {
        String id = iam.bean(AccessKeyIds.class).next("AKIA", IamFixture.ACCOUNT);
        byte[] sealed = iam.bean(SecretCipher.class).seal(id, SECRET);
        iam.jdbc()
                .sql("""
                        INSERT INTO access_key (id, account, owner, secret, active, created)
                        VALUES (:id, :account, :owner, :secret, true, now())
                        """)
                .param("id", id)
                .param("account", IamFixture.ACCOUNT)
                .param("owner", owner == null ? null : owner.id())
                .param("secret", sealed)
                .update();
        return id;
    }

    private static void refused(Runnable question, String reason) {
        assertThatThrownBy(question::run)
                .isInstanceOf(AwsException.class)
                .extracting(e -> ((AwsException) e).code())
                .isEqualTo(reason);
    }

    @Test
    void theConfiguredKeyIsRoot() {
        CallerGrant root = ask("test", null, "s3");
        assertThat(root.kind()).isEqualTo(Kind.ROOT);
        assertThat(root.arn()).isEqualTo(IamFixture.ROOT);
        assertThat(root.signingKey()).isEqualTo(SigningKeys.derive("test", TODAY, "us-east-1", "s3"));
        assertThat(root.expires()).isNull();
        refused(() -> ask("test", "a token", "s3"), "INVALID_SESSION_TOKEN");
    }

    @Test
    void nobodyHasAnUnknownKey() {
        refused(() -> ask("AKIAIOSFODNN7EXAMPLE", null, "s3"), "UNKNOWN_ACCESS_KEY");
        refused(() -> ask("", null, "s3"), "UNKNOWN_ACCESS_KEY");
        refused(() -> ask("' OR 1=1 --", null, "s3"), "UNKNOWN_ACCESS_KEY");
    }

    @Test
    void aUserComesWithEveryPolicyThatSpeaksForIt() {
        Identity bob = user("Bob");
        String key = keyOf(bob);
        Identity group = iam.bean(IdentityFactory.class)
                .make(IamFixture.ACCOUNT, IdentityKind.GROUP, "staff", "/", Map.of(), null);
        iam.bean(Identities.class).add(group);
        iam.jdbc()
                .sql("INSERT INTO membership VALUES (:account, :group, :user)")
                .param("account", IamFixture.ACCOUNT)
                .param("group", group.id())
                .param("user", bob.id())
                .update();
        InlinePolicies inline = iam.bean(InlinePolicies.class);
        Attachments attachments = iam.bean(Attachments.class);
        String readOnly = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
        String full = "arn:aws:iam::aws:policy/AmazonS3FullAccess";
        iam.run(() -> {
            inline.put(IamFixture.ACCOUNT, IdentityKind.USER, "Bob", "own", IamFixture.ALLOW_ALL);
            inline.put(IamFixture.ACCOUNT, IdentityKind.GROUP, "staff", "shared", IamFixture.ALLOW_ALL);
            attachments.attach(IamFixture.ACCOUNT, IdentityKind.USER, "Bob", readOnly);
            attachments.attach(IamFixture.ACCOUNT, IdentityKind.GROUP, "staff", full);
            iam.bean(Boundaries.class).put(IamFixture.ACCOUNT, IdentityKind.USER, "Bob", readOnly);
            return true;
        });

        CallerGrant grant = ask(key, null, "ec2");
        assertThat(grant.kind()).isEqualTo(Kind.USER);
        assertThat(grant.arn()).isEqualTo("arn:aws:iam::123456789012:user/Bob");
        assertThat(grant.tags()).containsEntry("team", "blue");
        assertThat(grant.identity())
                .extracting(PolicyText::name)
                .containsExactlyInAnyOrder("own", "shared", readOnly, full);
        assertThat(grant.boundary()).isNotNull().extracting(PolicyText::name).isEqualTo(readOnly);
        assertThat(grant.sessionLimited()).isFalse();
        assertThat(grant.signingKey()).isEqualTo(SigningKeys.derive(SECRET, TODAY, "us-east-1", "ec2"));
    }

    @Test
    void anInactiveKeyIsNobodysUntilItIsActiveAgain() {
        String key = keyOf(user("Bob"));
        iam.jdbc().sql("UPDATE access_key SET active = false").update();
        refused(() -> ask(key, null, "s3"), "UNKNOWN_ACCESS_KEY");
        iam.jdbc().sql("UPDATE access_key SET active = true").update();
        assertThat(ask(key, null, "s3").kind()).isEqualTo(Kind.USER);
    }

    @Test
    void rootMayHaveFurtherKeys() {
        assertThat(ask(keyOf(null), null, "s3").kind()).isEqualTo(Kind.ROOT);
    }

    @Test
    void aSecretFromAnotherRowOpensNothing() {
        Identity bob = user("Bob");
        String one = keyOf(bob);
        String other = keyOf(bob);
        iam.jdbc()
                .sql("UPDATE access_key SET secret = (SELECT secret FROM access_key WHERE id = :one) WHERE id = :other")
                .param("one", one)
                .param("other", other)
                .update();
        assertThatThrownBy(() -> ask(other, null, "s3")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void secretsAreNotInTheDatabaseInTheClear() {
        String key = keyOf(user("Bob"));
        AccessKey stored = iam.bean(AccessKeys.class).find(key);
        assertThat(new String(stored.sealedSecret(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
        assertThat(stored.toString()).doesNotContain("secret");
    }
}
