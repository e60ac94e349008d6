package dev.cloudlet.iam.role;

import dev.cloudlet.iam.IamError;
import dev.cloudlet.iam.identity.Identities;
import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.identity.IdentityKind;
import dev.cloudlet.iam.policy.PolicyRules;
import dev.cloudlet.policy.PolicyKind;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a role's trust policy must be. */
@Component
class TrustPolicies {
    private static final int MOST_CHARACTERS = 2_048;
    private static final Pattern IDENTITY = Pattern.compile("arn:aws:iam::(\\d{12}):(user|role)/(?:.*/)?([^/]+)");

    private final Identities identities;
    private final JsonMapper json;

    TrustPolicies(Identities identities, JsonMapper json) {
        this.identities = identities;
        this.json = json;
    }

    /**
     * The policy in a text.
     *
     * @throws dev.cloudlet.protocol.AwsException MalformedPolicyDocument, or LimitExceeded
     */
    TrustPolicy read(String account, String document) {
        PolicyRules.parse(document, PolicyKind.TRUST);
        if (PolicyRules.characters(document) > MOST_CHARACTERS) {
            throw IamError.LIMIT_EXCEEDED.of("Cannot exceed quota for ACLSizePerRole: %d", MOST_CHARACTERS);
        }
        Map<String, String> trusted = new HashMap<>();
        each(json.readTree(document).path("Statement"), statement -> {
            for (String element : new String[] {"Principal", "NotPrincipal"}) {
                each(statement.path(element).path("AWS"), who -> note(account, who.asString(), trusted));
            }
        });
        return new TrustPolicy(document, trusted);
    }

    /** The text as it stands for the same users and roles now: with their new names, and with the ids of those that are gone. */
    String current(String account, TrustPolicy policy) {
        String document = policy.document();
        for (Map.Entry<String, String> each : policy.trusted().entrySet()) {
            Identity identity = identities.byId(account, each.getValue());
            String now = identity == null ? each.getValue() : identity.arn();
            document = document.replace('"' + each.getKey() + '"', '"' + now + '"');
        }
        return document;
    }

    /** Who is named must be there; of other accounts this cloud knows nothing. */
    private void note(String account, String principal, Map<String, String> trusted) {
        Matcher m = IDENTITY.matcher(principal);
        if (!m.matches() || !m.group(1).equals(account)) {
            return;
        }
        IdentityKind kind = m.group(2).equals("user") ? IdentityKind.USER : IdentityKind.ROLE;
        Identity found = identities.find(account, kind, m.group(3));
        if (found == null || !found.arn().equals(principal)) {
            throw IamError.MALFORMED_POLICY_DOCUMENT.of("Invalid principal in policy: \"AWS\":\"%s\"", principal);
        }
        trusted.put(principal, found.id());
    }

    /** In a policy one thing may stand for a list of one. */
    private static void each(JsonNode oneOrMore, Consumer<JsonNode> action) {
        if (oneOrMore.isArray()) {
            oneOrMore.forEach(action);
        } else if (!oneOrMore.isMissingNode()) {
            action.accept(oneOrMore);
        }
    }
}
