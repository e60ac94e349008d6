package dev.cloudlet.kit.form;

import dev.cloudlet.protocol.AwsException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What whoever signed a form lets it say.
 *
 * @param least bytes of the file
 * @param most bytes of the file
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html">POST policy</a>
 */
public record FormPolicy(long least, long most) {
    /** The most that a form may carry. */
    private static final long MOST_BYTES = 5L << 30;

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FREE = Set.of("file", "policy", "signature", "awsaccesskeyid", "x-amz-signature");

    private record Condition(String operator, String field, String value) {
        boolean holds(String actual) {
            return operator.equals("eq") ? actual.equals(value) : actual.startsWith(value);
        }
    }

    /** That of a form without a policy. */
    public static FormPolicy none() {
        return new FormPolicy(0, MOST_BYTES);
    }

    /**
     * Checks the fields of a form against its policy.
     *
     * @param encoded in Base64, as it was sent
     * @param fields by lower-case name; the bucket, which is in the path of the request, among them
     * @throws AwsException InvalidPolicyDocument, or AccessDenied if a condition does not hold
     */
    public static FormPolicy check(String encoded, Map<String, String> fields, Instant now) {
        JsonNode policy = read(encoded);
        JsonNode conditions = policy.path("conditions");
        if (!policy.isObject() || !conditions.isArray()) {
            throw invalid("Invalid Policy: Policy must have conditions.");
        }
        if (!now.isBefore(expiration(policy.path("expiration")))) {
            throw FormError.REFUSED.of("Invalid according to Policy: Policy expired.");
        }
        FormPolicy limits = none();
        Set<String> covered = new HashSet<>();
        for (JsonNode each : conditions) {
            if (each.isArray() && each.path(0).asString("").equalsIgnoreCase("content-length-range")) {
                limits = range(each);
            } else {
                for (Condition condition : conditions(each)) {
                    if (!condition.holds(fields.getOrDefault(condition.field(), ""))) {
                        throw FormError.REFUSED.of(
                                "Invalid according to Policy: Policy Condition failed: [\"%s\", \"$%s\", \"%s\"]",
                                condition.operator(), condition.field(), condition.value());
                    }
                    covered.add(condition.field());
                }
            }
        }
        List<String> extra = fields.keySet().stream()
                .filter(name -> !FREE.contains(name) && !name.startsWith("x-ignore-") && !covered.contains(name))
                .toList();
        if (!extra.isEmpty()) {
            throw FormError.REFUSED.of("Invalid according to Policy: Extra input fields: %s", String.join(", ", extra));
        }
        return limits;
    }

    private static JsonNode read(String encoded) {
        try {
            return JSON.readTree(new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JacksonException e) {
            throw invalid("Invalid Policy: Invalid JSON.");
        }
    }

    private static Instant expiration(JsonNode node) {
        try {
            return Instant.parse(node.asString(""));
        } catch (DateTimeException e) {
            throw invalid("Invalid Policy: Invalid 'expiration' value: '" + node.asString("") + "'");
        }
    }

    private static FormPolicy range(JsonNode condition) {
        @Nullable Long least = number(condition.path(1));
        @Nullable Long most = number(condition.path(2));
        if (condition.size() != 3 || least == null || most == null || least < 0 || most < least) {
            throw invalid("Invalid Policy: Invalid content-length-range.");
        }
        return new FormPolicy(least, Math.min(most, MOST_BYTES));
    }

    private static @Nullable Long number(JsonNode node) {
        String text = node.asString("");
        return text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
    }

    private static List<Condition> conditions(JsonNode node) {
        List<Condition> found = new ArrayList<>();
        if (node.isObject() && node.size() == 1) {
            node.propertyStream().forEach(entry -> found.add(condition("eq", "$" + entry.getKey(), entry.getValue())));
            return found;
        }
        String operator = node.path(0).asString("").toLowerCase(Locale.ROOT);
        if (node.isArray() && node.size() == 3 && (operator.equals("eq") || operator.equals("starts-with"))) {
            return List.of(condition(operator, node.path(1).asString(""), node.path(2)));
        }
        throw invalid("Invalid Policy: Invalid Simple-Condition: value must be a string.");
    }

    private static Condition condition(String operator, String field, JsonNode value) {
        if (!field.startsWith("$") || field.length() < 2 || !value.isString()) {
            throw invalid("Invalid Policy: Invalid Simple-Condition: value must be a string.");
        }
        return new Condition(operator, field.substring(1).toLowerCase(Locale.ROOT), value.asString());
    }

    private static AwsException invalid(String words) {
        return new AwsException(FormError.INVALID_POLICY, words);
    }

    /** Refuses a file of so many bytes while it is read: more only make it worse. */
    void checkNotTooLarge(long bytes) {
        if (bytes > most) {
            throw FormError.TOO_LARGE
                    .error()
                    .with("ProposedSize", Long.toString(bytes))
                    .with("MaxSizeAllowed", Long.toString(most));
        }
    }

    /** Refuses a file of so many bytes when it has ended. */
    void checkNotTooSmall(long bytes) {
        if (bytes < least) {
            throw FormError.TOO_SMALL
                    .error()
                    .with("ProposedSize", Long.toString(bytes))
                    .with("MinSizeAllowed", Long.toString(least));
        }
    }
}
