package dev.cloudlet.storage.cors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

class CorsRulesTest {
    private static final CORSConfiguration RULES = CORSConfiguration.builder()
            .corsRules(
                    CORSRule.builder()
                            .allowedOrigins("https://*.example.com")
                            .allowedMethods("PUT", "GET")
                            .allowedHeaders("x-amz-*", "Content-Type")
                            .exposeHeaders("ETag")
                            .maxAgeSeconds(300)
                            .build(),
                    CORSRule.builder().allowedOrigins("*").allowedMethods("GET").build())
            .build();

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com, PUT, '', true",
        "https://app.example.com, PUT, 'X-Amz-Date, content-type', true",
        "https://app.example.com, PUT, authorization, false",
        "https://app.example.com, DELETE, '', false",
        "https://app.example.com.evil.org, PUT, '', false",
        "https://example.com, PUT, '', false",
        "http://anybody, GET, '', true"
    })
    void theFirstRuleThatMatchesDecides(String origin, String method, String headers, boolean allowed) {
        assertThat(answer(origin, method, headers.isEmpty() ? null : headers).isPresent())
                .isEqualTo(allowed);
    }

    @Test
    void aPageThatIsNamedMayShowWhoItsUserIs() {
        assertThat(answer("https://app.example.com", "PUT", "x-amz-date").orElseThrow())
                .containsEntry("Access-Control-Allow-Origin", "https://app.example.com")
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Allow-Methods", "PUT, GET")
                .containsEntry("Access-Control-Allow-Headers", "x-amz-date")
                .containsEntry("Access-Control-Expose-Headers", "ETag")
                .containsEntry("Access-Control-Max-Age", "300");
        assertThat(answer("http://anybody", "GET", null).orElseThrow())
                .containsEntry("Access-Control-Allow-Origin", "*")
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void rulesThatS3WouldNotTakeAreRefused() {
        refused("MalformedXML", CORSRule.builder().allowedMethods("GET").build());
        refused("MalformedXML", CORSRule.builder().allowedOrigins("*").build());
        refused(
                "InvalidRequest",
                CORSRule.builder().allowedOrigins("*").allowedMethods("PATCH").build());
        refused(
                "InvalidRequest",
                CORSRule.builder().allowedOrigins("*.*").allowedMethods("GET").build());
        refused(
                "InvalidRequest",
                CORSRule.builder()
                        .allowedOrigins("*")
                        .allowedMethods("GET")
                        .exposeHeaders("x-*")
                        .build());
    }

    private static void refused(String code, CORSRule rule) {
        CORSConfiguration rules = CORSConfiguration.builder().corsRules(rule).build();
        assertThatThrownBy(() -> CorsRules.check(rules))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static Optional<Map<String, String>> answer(String origin, String method, @Nullable String headers) {
        return CorsRules.answer(RULES, origin, method, headers);
    }
}
