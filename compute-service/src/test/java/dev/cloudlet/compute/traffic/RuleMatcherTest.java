package dev.cloudlet.compute.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RedirectActionConfig;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

final class RuleMatcherTest {
    private static final RequestView REQUEST = request();

    private static RequestView request() {
        HttpHeaders headers = new HttpHeaders();
        headers.add("User-Agent", "Mozilla/5.0 (Phone)");
        return new RequestView("GET", "api.example.com", "/v1/users/7", "version=1&x=a%20b", headers, "192.0.2.7");
    }

    private static boolean matches(RuleCondition condition) {
        return RuleMatcher.matches(Rule.builder().conditions(List.of(condition)).build(), REQUEST);
    }

    private static RuleCondition values(String field, String... values) {
        return RuleCondition.builder().field(field).values(values).build();
    }

    @Test
    void matchesHostsWhateverTheirCaseAndPathsAsTheyAre() {
        assertThat(matches(values("host-header", "other.com", "*.EXAMPLE.com"))).isTrue();
        assertThat(matches(values("host-header", "example.com"))).isFalse();
        assertThat(matches(values("path-pattern", "/v?/users/*"))).isTrue();
        assertThat(matches(values("path-pattern", "/V1/*"))).isFalse();
        assertThat(matches(values("path-pattern", "/v1"))).isFalse();
    }

    @Test
    void matchesHeadersQueriesMethodsAndSources() {
        assertThat(matches(RuleCondition.builder()
                        .field("http-header")
                        .httpHeaderConfig(c -> c.httpHeaderName("user-agent").values("*phone*"))
                        .build()))
                .isTrue();
        assertThat(matches(query("version", "1"))).isTrue();
        assertThat(matches(query(null, "a b"))).isTrue();
        assertThat(matches(query("version", "2"))).isFalse();
        assertThat(matches(RuleCondition.builder()
                        .field("http-request-method")
                        .httpRequestMethodConfig(c -> c.values("POST"))
                        .build()))
                .isFalse();
        assertThat(matches(RuleCondition.builder()
                        .field("source-ip")
                        .sourceIpConfig(c -> c.values("192.0.2.0/24"))
                        .build()))
                .isTrue();
    }

    private static RuleCondition query(String key, String value) {
        QueryStringKeyValuePair pair =
                QueryStringKeyValuePair.builder().key(key).value(value).build();
        return RuleCondition.builder()
                .field("query-string")
                .queryStringConfig(c -> c.values(List.of(pair)))
                .build();
    }

    @Test
    void aBackslashMakesAStarAStar() {
        RequestView request = new RequestView("GET", "h", "/", "q=2*3", new HttpHeaders(), "192.0.2.7");
        assertThat(RuleMatcher.matches(
                        Rule.builder().conditions(query("q", "2\\*?")).build(), request))
                .isTrue();
        assertThat(RuleMatcher.matches(
                        Rule.builder().conditions(query("q", "2\\?3")).build(), request))
                .isFalse();
    }

    @Test
    void redirectsFillInWhatTheClientSent() {
        RedirectActionConfig config = RedirectActionConfig.builder()
                .protocol("HTTPS")
                .port("443")
                .host("#{host}")
                .path("/new/#{path}")
                .query("#{query}")
                .build();
        assertThat(Redirects.location(config, REQUEST, "api.example.com:4566"))
                .isEqualTo("https://api.example.com:443/new/v1/users/7?version=1&x=a%20b");
    }
}
