package dev.cloudlet.iam.sts;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.policy.PolicyRules;
import dev.cloudlet.iam.policy.PolicyTexts;
import dev.cloudlet.kit.authentication.CallerGrant.PolicyText;
import dev.cloudlet.policy.PolicyKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.sts.model.PolicyDescriptorType;

/** The policies and tags that are handed over with a request for a session. */
@Component
class SessionPolicies {
    private static final int MOST_ARNS = 10;
    private static final int MOST_CHARACTERS = 2_048;
    /** AWS packs policies and tags and limits the result, but does not say how: this much deflated text stands for it. */
    private static final int PACKED_BYTES = 2_048;

    private final PolicyTexts texts;

    SessionPolicies(PolicyTexts texts) {
        this.texts = texts;
    }

    /**
     * @param packedPercent how much of what a session may carry they take, null when there is nothing to carry
     */
    record Packed(List<PolicyText> policies, @Nullable Integer packedPercent) {
        boolean limited() {
            return !policies.isEmpty();
        }
    }

    /**
     * @throws dev.cloudlet.protocol.AwsException MalformedPolicyDocument, PackedPolicyTooLarge, ValidationError
     */
    Packed of(String account, @Nullable String inline, List<PolicyDescriptorType> arns, Map<String, String> tags) {
        if (arns.size() > MOST_ARNS) {
            throw IamError.VALIDATION_ERROR.of("The number of policy ARNs must not exceed %d.", MOST_ARNS);
        }
        List<PolicyText> policies = new ArrayList<>();
        StringBuilder carried = new StringBuilder();
        if (inline != null) {
            PolicyRules.parse(inline, PolicyKind.SESSION);
            policies.add(new PolicyText("session-policy", inline));
            carried.append(inline);
        }
        int characters = inline == null ? 0 : inline.length();
        for (PolicyDescriptorType each : arns) {
            PolicyText text = texts.find(account, each.arn());
            if (text == null) {
                throw IamError.MALFORMED_POLICY_DOCUMENT.of(
                        "Policy %s does not exist or is not attachable.", each.arn());
            }
            policies.add(text);
            carried.append(each.arn());
            characters += each.arn().length();
        }
        if (characters > MOST_CHARACTERS) {
            throw IamError.PACKED_POLICY_TOO_LARGE.of(
                    "The policies have %d characters together; %d are allowed.", characters, MOST_CHARACTERS);
        }
        tags.forEach(
                (key, value) -> carried.append(key).append('=').append(value).append(';'));
        return new Packed(policies, carried.isEmpty() ? null : percent(carried.toString()));
    }

    private static int percent(String carried) {
        int percent = (int) Math.ceil(100.0 * deflated(carried) / PACKED_BYTES);
        if (percent > 100) {
            throw IamError.PACKED_POLICY_TOO_LARGE.of(
                    "Packed size of session tags and policies consumes %d%% of allotted space.", percent);
        }
        return percent;
    }

    private static int deflated(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            byte[] buffer = new byte[8_192];
            int total = 0;
            while (!deflater.finished()) {
                total += deflater.deflate(buffer);
            }
            return total;
        } finally {
            deflater.end();
        }
    }
}
