package dev.cloudlet.kit.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.policy.MalformedPolicyException;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import org.junit.jupiter.api.Test;

class CompiledPoliciesTest {
    private static final String ALLOW = """
            {"Version":"2012-10-17","Statement":{"Sid":"%s","Effect":"Allow","Action":"s3:*","Resource":"*"}}""";

    private final CompiledPolicies policies = new CompiledPolicies();

    @Test
    void theSameTextIsCompiledOnceForEachKind() {
        PolicyDocument first = policies.get(ALLOW.formatted("a"), PolicyKind.IDENTITY);
        assertThat(policies.get(ALLOW.formatted("a"), PolicyKind.IDENTITY)).isSameAs(first);
        assertThat(policies.get(ALLOW.formatted("a"), PolicyKind.BOUNDARY).kind())
                .isEqualTo(PolicyKind.BOUNDARY);
        assertThat(policies.get(ALLOW.formatted("b"), PolicyKind.IDENTITY)).isNotSameAs(first);
    }

    @Test
    void whatWasNotAskedForLongIsForgotten() {
        PolicyDocument first = policies.get(ALLOW.formatted("a"), PolicyKind.IDENTITY);
        for (int i = 0; i < 1_000; i++) {
            policies.get(ALLOW.formatted("x" + i), PolicyKind.IDENTITY);
        }
        assertThat(policies.get(ALLOW.formatted("a"), PolicyKind.IDENTITY)).isNotSameAs(first);
    }

    @Test
    void whatIsNoPolicyIsNeverOne() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> policies.get("{}", PolicyKind.IDENTITY))
                    .isInstanceOf(MalformedPolicyException.class);
        }
    }
}
