package dev.cloudlet.storage.cors;

import dev.cloudlet.storage.S3Error;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CORSConfiguration;
import software.amazon.awssdk.services.s3.model.CORSRule;

/**
 * The rules of a bucket: the first that matches decides.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/cors.html">Using cross-origin resource sharing</a>
 */
final class CorsRules {
    private static final int MOST_RULES = 100;
    private static final Set<String> METHODS = Set.of("GET", "PUT", "HEAD", "POST", "DELETE");

    private CorsRules() {}

    /** Refuses rules that S3 would not take. */
    static void check(CORSConfiguration configuration) {
        if (configuration.corsRules().isEmpty() || configuration.corsRules().size() > MOST_RULES) {
            throw S3Error.MALFORMED_XML.error();
        }
        configuration.corsRules().forEach(CorsRules::check);
    }

    private static void check(CORSRule rule) {
        if (rule.allowedOrigins().isEmpty() || rule.allowedMethods().isEmpty()) {
            throw S3Error.MALFORMED_XML.error();
        }
        for (String method : rule.allowedMethods()) {
            if (!METHODS.contains(method)) {
                throw S3Error.INVALID_REQUEST.of(
                        "Found unsupported HTTP method in CORS config. Unsupported method is %s", method);
            }
        }
        rule.allowedOrigins().forEach(origin -> checkWildcards("AllowedOrigin", origin));
        rule.allowedHeaders().forEach(header -> checkWildcards("AllowedHeader", header));
        for (String header : rule.exposeHeaders()) {
            if (header.contains("*")) {
                throw S3Error.INVALID_REQUEST.of(
                        "ExposeHeader \"%s\" contains wildcard. We currently do not support wildcard for ExposeHeader.",
                        header);
            }
        }
    }

    private static void checkWildcards(String what, String pattern) {
        if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
            throw S3Error.INVALID_REQUEST.of("%s \"%s\" can not have more than one wildcard.", what, pattern);
        }
    }

    /**
     * What the answer says, empty if no rule lets the page in.
     *
     * @param requested the headers that the page wants to send, null if it does not ask
     */
    static Optional<Map<String, String>> answer(
            CORSConfiguration configuration, String origin, String method, @Nullable String requested) {
        List<String> headers = requested == null
                ? List.of()
                : Arrays.stream(requested.split(",", -1))
                        .map(header -> header.strip().toLowerCase(Locale.ROOT))
                        .filter(header -> !header.isEmpty())
                        .toList();
        return configuration.corsRules().stream()
                .filter(rule -> rule.allowedMethods().contains(method)
                        && rule.allowedOrigins().stream().anyMatch(pattern -> matches(pattern, origin))
                        && headers.stream().allMatch(header -> allows(rule, header)))
                .findFirst()
                .map(rule -> answer(rule, origin, headers));
    }

    private static boolean allows(CORSRule rule, String header) {
        return rule.allowedHeaders().stream().anyMatch(pattern -> matches(pattern.toLowerCase(Locale.ROOT), header));
    }

    private static boolean matches(String pattern, String text) {
        int star = pattern.indexOf('*');
        if (star < 0) {
            return pattern.equals(text);
        }
        String end = pattern.substring(star + 1);
        return text.length() >= pattern.length() - 1
                && text.startsWith(pattern.substring(0, star))
                && text.endsWith(end);
    }

    private static Map<String, String> answer(CORSRule rule, String origin, List<String> headers) {
        Map<String, String> answer = new LinkedHashMap<>();
        // A page that shows who its user is must be named.
        boolean everybody = rule.allowedOrigins().contains("*");
        answer.put("Access-Control-Allow-Origin", everybody ? "*" : origin);
        if (!everybody) {
            answer.put("Access-Control-Allow-Credentials", "true");
        }
        answer.put("Access-Control-Allow-Methods", String.join(", ", rule.allowedMethods()));
        if (!headers.isEmpty()) {
            answer.put("Access-Control-Allow-Headers", String.join(", ", headers));
        }
        if (!rule.exposeHeaders().isEmpty()) {
            answer.put(
                    "Access-Control-Expose-Headers",
                    rule.exposeHeaders().stream().collect(Collectors.joining(", ")));
        }
        if (rule.maxAgeSeconds() != null) {
            answer.put("Access-Control-Max-Age", rule.maxAgeSeconds().toString());
        }
        answer.put("Vary", "Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        return answer;
    }
}
