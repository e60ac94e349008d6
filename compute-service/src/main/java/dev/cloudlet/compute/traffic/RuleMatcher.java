package dev.cloudlet.compute.traffic;

import dev.cloudlet.compute.filter.WildcardPattern;
import dev.cloudlet.sandbox.network.Cidr;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.QueryStringKeyValuePair;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.Rule;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.RuleCondition;

/** Whether a request meets the conditions of a rule: all of them, each by one of its values. */
final class RuleMatcher {
    private RuleMatcher() {}

    static boolean matches(Rule rule, RequestView request) {
        return rule.conditions().stream().allMatch(condition -> matches(condition, request));
    }

    private static boolean matches(RuleCondition condition, RequestView request) {
        return switch (condition.field()) {
            case "host-header" -> any(condition.values(), value -> fits(lower(value), request.host()));
            case "path-pattern" -> any(condition.values(), value -> fits(value, request.path()));
            case "http-header" -> {
                List<String> present =
                        request.header(condition.httpHeaderConfig().httpHeaderName());
                yield any(condition.httpHeaderConfig().values(), value -> present.stream()
                        .anyMatch(each -> fits(lower(value), lower(each))));
            }
            case "query-string" ->
                condition.queryStringConfig().values().stream().anyMatch(pair -> matches(pair, request.query()));
            case "http-request-method" ->
                condition.httpRequestMethodConfig().values().contains(request.method());
            case "source-ip" -> fromOneOf(condition.sourceIpConfig().values(), request.clientIp());
            default -> false;
        };
    }

    private static boolean any(List<String> values, Predicate<String> test) {
        return values.stream().anyMatch(test);
    }

    private static boolean fromOneOf(List<String> blocks, String clientIp) {
        if (!clientIp.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return false;
        }
        return any(blocks, block -> Cidr.parse(block).contains(Cidr.addressOf(clientIp)));
    }

    private static boolean matches(QueryStringKeyValuePair wanted, String query) {
        return Arrays.stream(query.split("&")).anyMatch(part -> {
            int equals = part.indexOf('=');
            String key = decoded(equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decoded(part.substring(equals + 1));
            boolean keyFits = wanted.key() == null || fits(lower(wanted.key()), lower(key));
            return keyFits && fits(lower(wanted.value()), lower(value));
        });
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    private static boolean fits(String pattern, String text) {
        return WildcardPattern.of(pattern).test(text);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
