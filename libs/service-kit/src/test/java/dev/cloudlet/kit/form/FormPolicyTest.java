package dev.cloudlet.kit.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormPolicyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String BUCKET = "{\"bucket\": \"b\"}, [\"starts-with\", \"$key\", \"user/\"]";

    @Test
    void everyFieldMustBeForeseen() {
        assertThat(check(BUCKET, Map.of())).isEqualTo(FormPolicy.none());
        assertThat(check(BUCKET + ", [\"eq\", \"$ACL\", \"private\"]", Map.of("acl", "private")))
                .isEqualTo(FormPolicy.none());
        FormTest.refused("AccessDenied", () -> check(BUCKET, Map.of("acl", "public-read")));
        FormTest.refused("AccessDenied", () -> check("{\"bucket\": \"b\"}", Map.of()));
        check(BUCKET, Map.of("x-ignore-this", "x", "policy", "x", "x-amz-signature", "x"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bucket\": \"other\"}, [\"starts-with\", \"$key\", \"\"]",
                "{\"bucket\": \"b\"}, [\"starts-with\", \"$key\", \"admin/\"]",
                "{\"bucket\": \"b\"}, [\"eq\", \"$key\", \"user/\"]",
                "{\"bucket\": \"b\"}, [\"starts-with\", \"$key\", \"\"], {\"x-amz-meta-who\": \"me\"}"
            })
    void aConditionThatDoesNotHoldRefuses(String conditions) {
        FormTest.refused("AccessDenied", () -> check(conditions, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"bucket\": 1}",
                "[\"like\", \"$key\", \"x\"]",
                "[\"eq\", \"key\", \"x\"]",
                "[\"content-length-range\", 1]",
                "[\"content-length-range\", 2, 1]",
                "[\"content-length-range\", -1, 1]"
            })
    void whatIsNoConditionIsRefused(String condition) {
        FormTest.refused("InvalidPolicyDocument", () -> check(BUCKET + ", " + condition, Map.of()));
    }

    @Test
    void limitsTheFile() {
        FormPolicy policy = check(BUCKET + ", [\"content-length-range\", 2, \"3\"]", Map.of());

        FormTest.refused("EntityTooSmall", () -> policy.checkNotTooSmall(1));
        policy.checkNotTooSmall(2);
        policy.checkNotTooLarge(3);
        FormTest.refused("EntityTooLarge", () -> policy.checkNotTooLarge(4));
    }

    @Test
    void expires() {
        FormTest.refused("AccessDenied", () -> check("2026-11-21T12:00:00Z", BUCKET, Map.of()));
        FormTest.refused("InvalidPolicyDocument", () -> check("tomorrow", BUCKET, Map.of()));
        FormTest.refused("InvalidPolicyDocument", () -> FormPolicy.check("e30=", Map.of(), NOW));
        FormTest.refused("InvalidPolicyDocument", () -> FormPolicy.check("no json", Map.of(), NOW));
    }

    private static FormPolicy check(String conditions, Map<String, String> fields) {
        return check("2026-11-21T12:00:01Z", conditions, fields);
    }

    private static FormPolicy check(String expiration, String conditions, Map<String, String> more) {
        String policy = "{\"expiration\": \"" + expiration + "\", \"conditions\": [" + conditions + "]}";
        Map<String, String> fields = new HashMap<>(Map.of("bucket", "b", "key", "user/cat"));
        fields.putAll(more);
        return FormPolicy.check(
                Base64.getEncoder().encodeToString(policy.getBytes(StandardCharsets.UTF_8)), fields, NOW);
    }
}
