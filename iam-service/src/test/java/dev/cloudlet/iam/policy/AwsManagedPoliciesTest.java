package dev.cloudlet.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AwsManagedPoliciesTest {
    private final AwsManagedPolicies policies =
            new AwsManagedPolicies(JsonMapper.builder().build());

    @Test
    void everyDocumentIsAPolicy() {
        assertThat(policies.all()).hasSizeGreaterThan(40).allSatisfy(policy -> {
            String document = policies.document(policy.arn().toString());
            assertThat(PolicyDocument.parse(document, PolicyKind.IDENTITY).statements())
                    .isNotEmpty();
            assertThat(policy.id()).matches("ANPA[A-Z0-9]{17}");
        });
    }

    @Test
    void onlyWhatIsListedIsThere() {
        assertThat(policies.find("arn:aws:iam::aws:policy/NoSuchPolicy")).isNull();
        assertThat(policies.document("arn:aws:iam::aws:policy/../index")).isNull();
    }
}
