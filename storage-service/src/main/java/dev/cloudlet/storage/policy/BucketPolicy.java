package dev.cloudlet.storage.policy;

import dev.cloudlet.policy.MalformedPolicyException;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.storage.S3Error;
import dev.cloudlet.storage.bucket.Bucket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The policy of a bucket.
 *
 * @param document as it is evaluated
 * @param isPublic whether it lets everybody in, as S3 judges it
 */
record BucketPolicy(PolicyDocument document, boolean isPublic) {
    private static final String ARN = "arn:aws:s3:::";
    private static final int MOST_BYTES = 20 << 10;

    /** Condition keys that, with fixed values, keep a statement for everybody from being public. */
    private static final Set<String> CONFINING = Set.of(
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principalaccount",
            "aws:principalarn",
            "aws:sourceaccount",
            "aws:sourcearn",
            "aws:sourceowner",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceip",
            "aws:userid",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn");

    private static final Set<String> CONFINING_OPERATORS =
            Set.of("stringequals", "stringlike", "arnequals", "arnlike", "ipaddress", "stringequalsignorecase");

    /**
     * Reads a policy that is to be attached to a bucket.
     *
     * @throws dev.cloudlet.protocol.AwsException MalformedPolicy
     */
    static BucketPolicy parse(String text, Bucket bucket, JsonMapper json) {
        if (text.length() > MOST_BYTES) {
            throw S3Error.MALFORMED_POLICY.of("Policy exceeds the maximum allowed document size.");
        }
        try {
            PolicyDocument document = PolicyDocument.parse(text, PolicyKind.RESOURCE);
            List<JsonNode> statements = many(json.readTree(text).path("Statement"));
            statements.forEach(statement -> checkResources(statement, bucket));
            return new BucketPolicy(document, statements.stream().anyMatch(BucketPolicy::isPublic));
        } catch (MalformedPolicyException e) {
            throw S3Error.MALFORMED_POLICY.of(
                    e.getMessage() == null ? "" : e.getMessage().replace("%", "%%"));
        } catch (JacksonException e) {
            throw S3Error.MALFORMED_POLICY.error();
        }
    }

    /** A bucket's policy is about that bucket. */
    private static void checkResources(JsonNode statement, Bucket bucket) {
        JsonNode resources = statement.has("Resource") ? statement.path("Resource") : statement.path("NotResource");
        for (JsonNode resource : many(resources)) {
            String arn = resource.asString();
            String name = arn.substring(Math.min(arn.length(), ARN.length())).replaceFirst("/.*", "");
            if (!arn.equals("*") && !(arn.startsWith(ARN) && covers(name, bucket.name()))) {
                throw S3Error.MALFORMED_POLICY.of("Policy has invalid resource");
            }
        }
    }

    /** What comes after a * does not matter: the policy is asked about this bucket alone. */
    private static boolean covers(String pattern, String name) {
        int star = pattern.indexOf('*');
        return star < 0 ? pattern.equals(name) : name.startsWith(pattern.substring(0, star));
    }

    private static boolean isPublic(JsonNode statement) {
        if (!statement.path("Effect").asString("").equals("Allow")) {
            return false;
        }
        boolean everybody = statement.has("NotPrincipal")
                || many(statement.path("Principal")).stream().anyMatch(BucketPolicy::isEverybody);
        return everybody && !isConfined(statement.path("Condition"));
    }

    private static boolean isEverybody(JsonNode principal) {
        return principal.isObject()
                ? many(principal.path("AWS")).stream().anyMatch(BucketPolicy::isEverybody)
                : principal.asString("").equals("*");
    }

    private static boolean isConfined(JsonNode condition) {
        return condition
                .propertyStream()
                .filter(operator ->
                        CONFINING_OPERATORS.contains(operator.getKey().toLowerCase(Locale.ROOT)))
                .flatMap(operator -> operator.getValue().propertyStream())
                .filter(key -> CONFINING.contains(key.getKey().toLowerCase(Locale.ROOT)))
                .anyMatch(key -> many(key.getValue()).stream().allMatch(BucketPolicy::isFixed));
    }

    private static boolean isFixed(JsonNode value) {
        String text = value.asString("");
        return !text.isEmpty()
                && !text.contains("*")
                && !text.contains("?")
                && !text.contains("${")
                && !text.equals("0.0.0.0/0")
                && !text.equals("::/0");
    }

    private static List<JsonNode> many(JsonNode node) {
        if (node.isMissingNode()) {
            return List.of();
        }
        return node.isArray() ? StreamSupport.stream(node.spliterator(), false).toList() : List.of(node);
    }
}
