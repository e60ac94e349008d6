package dev.cloudlet.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.iam.IamFixture;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.IdentityFactory;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.page.PageRequest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InlinePoliciesTest {
    @RegisterExtension
    static final IamFixture iam = new IamFixture();

    private final InlinePolicies policies = iam.bean(InlinePolicies.class);

    @BeforeEach
    void oneOfEachKind() {
        for (IdentityKind kind : IdentityKind.values()) {
            iam.bean(Identities.class)
                    .add(iam.bean(IdentityFactory.class).make(IamFixture.ACCOUNT, kind, "it", "/", Map.of(), null));
        }
    }

    private void put(IdentityKind kind, String name, String document) {
        iam.run(() -> {
            policies.put(IamFixture.ACCOUNT, kind, "it", name, document);
            return true;
        });
    }

    private static String ofLength(int characters) {
        String frame = IamFixture.ALLOW_ALL.replace("\"Action\":\"*\"", "\"Action\":\"s3:\"");
        return frame.replace("s3:", "s3:" + "x".repeat(characters - PolicyRules.characters(frame)));
    }

    @ParameterizedTest
    @EnumSource
    void isPutReplacedListedAndDeleted(IdentityKind kind) {
        put(kind, "b", IamFixture.ALLOW_ALL);
        put(kind, "a", IamFixture.ALLOW_ALL);
        put(kind, "a", ofLength(200));
        assertThat(policies.get(IamFixture.ACCOUNT, kind, "it", "a")).isEqualTo(ofLength(200));
        assertThat(policies.list(IamFixture.ACCOUNT, kind, "it", PageRequest.of(null, null))
                        .items())
                .containsExactly("a", "b");
        iam.run(() -> {
            policies.delete(IamFixture.ACCOUNT, kind, "it", "a");
            return true;
        });
        assertThatThrownBy(() -> policies.get(IamFixture.ACCOUNT, kind, "it", "a"))
                .hasMessage("The %s policy with name a cannot be found.", kind.word());
        assertThat(iam.announcements()).isEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void allTogetherHaveALimit(IdentityKind kind) {
        int most = kind.inlineCharacters();
        put(kind, "a", ofLength(most - 500));
        put(kind, "b", ofLength(500));
        put(kind, "b", ofLength(499));
        assertThatThrownBy(() -> put(kind, "c", ofLength(100)))
                .hasMessage("Maximum policy size of %d bytes exceeded for %s it", most, kind.word());
        assertThatThrownBy(() -> put(kind, "b", ofLength(501)))
                .hasMessage("Maximum policy size of %d bytes exceeded for %s it", most, kind.word());
    }

    @Test
    void aPolicyWithAPrincipalIsNone() {
        assertThatThrownBy(() -> put(IdentityKind.USER, "a", IamFixture.TRUST_ALL_OF_ACCOUNT))
                .extracting(e -> ((dev.cloudlet.protocol.AwsException) e).code())
                .isEqualTo("MalformedPolicyDocument");
    }
}
