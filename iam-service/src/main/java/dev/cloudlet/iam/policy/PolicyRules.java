package dev.cloudlet.iam.policy;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.policy.MalformedPolicyException;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** What holds for the text of every policy. */
public final class PolicyRules {
    private PolicyRules() {}

    /**
     * The policy in a text.
     *
     * @throws dev.cloudlet.protocol.AwsException MalformedPolicyDocument, with the words of AWS
     */
    public static PolicyDocument parse(String text, PolicyKind kind) {
        try {
            return PolicyDocument.parse(text, kind);
        } catch (MalformedPolicyException e) {
            throw IamError.MALFORMED_POLICY_DOCUMENT.of(
                    "%s", Objects.requireNonNullElse(e.getMessage(), "Syntax errors in policy."));
        }
    }

    /** The length that counts: AWS leaves out white space. */
    public static int characters(String text) {
        return (int) text.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    /** As IAM gives documents out: percent-encoded after RFC 3986. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
