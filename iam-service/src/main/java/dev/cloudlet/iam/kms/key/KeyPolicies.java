package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.identity.Identity;
import dev.cloudlet.iam.kms.KmsError;
import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.MalformedPolicyException;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a key policy must be, and what it says. */
@Component
public class KeyPolicies {
    private static final int MOST_BYTES = 32_768;
    private static final PolicySet EVERYTHING = PolicySet.ofIdentity(
            List.of(new NamedPolicy("everything", PolicyDocument.parse("""
            {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", PolicyKind.IDENTITY))));

    private final NamedPrincipals named;
    private final CompiledKeyPolicies compiled = new CompiledKeyPolicies();
    private final JsonMapper json;

    KeyPolicies(NamedPrincipals named, JsonMapper json) {
        this.named = named;
        this.json = json;
    }

    /** The policy of a key that was made without one: IAM's policies of the account decide. */
    public static KeyPolicy byDefault(String account) {
        return new KeyPolicy("""
                {
                  "Version" : "2012-10-17",
                  "Id" : "key-default-1",
                  "Statement" : [ {
                    "Sid" : "Enable IAM User Permissions",
                    "Effect" : "Allow",
                    "Principal" : {
                      "AWS" : "arn:aws:iam::%s:root"
                    },
                    "Action" : "kms:*",
                    "Resource" : "*"
                  } ]
                }""".formatted(account), Map.of());
    }

    /**
     * The policy in a text.
     *
     * @throws dev.cloudlet.protocol.AwsException MalformedPolicyDocumentException or LimitExceededException
     */
    public KeyPolicy read(String account, String document) {
        if (document.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw KmsError.LIMIT_EXCEEDED.of("Policy size cannot exceed %d bytes", MOST_BYTES);
        }
        try {
            PolicyDocument.parse(document, PolicyKind.KEY);
        } catch (MalformedPolicyException e) {
            throw KmsError.MALFORMED_POLICY.of(
                    "%s", Objects.requireNonNullElse(e.getMessage(), "Syntax errors in policy."));
        }
        Map<String, String> principals = new HashMap<>();
        replaced(document, arn -> {
            Identity identity = named.find(arn);
            if (identity != null) {
                principals.put(arn, identity.id());
            } else if (named.isMissing(account, arn)) {
                throw KmsError.MALFORMED_POLICY.of("Policy contains a statement with one or more invalid principals.");
            }
            return arn;
        });
        return new KeyPolicy(document, principals);
    }

    /**
     * Returns if whoever sets this policy could change it again.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html">PutKeyPolicy: BypassPolicyLockoutSafetyCheck</a>
     */
    public void requireNoLockout(KeyPolicy policy, KmsKey key, Principal principal, ConditionContext context) {
        PolicyDocument document = compiled.get(byIds(policy));
        AccessRequest again = new AccessRequest(principal, "kms:PutKeyPolicy", key.arn(), key.account(), context);
        boolean possible = Evaluator.decide(again, EVERYTHING.withResource(new NamedPolicy(key.arn(), document)))
                .allowed();
        if (!possible) {
            throw KmsError.MALFORMED_POLICY.of(
                    "The new key policy will not allow you to update the key policy in the future.");
        }
    }

    /** What decides about a key's use. */
    NamedPolicy inForce(KmsKey key) {
        return new NamedPolicy(key.arn(), compiled.get(byIds(new KeyPolicy(key.policy(), key.principals()))));
    }

    /** Any other document about keys, compiled. */
    PolicyDocument compile(String document) {
        return compiled.get(document);
    }

    /** The text as it stands for the same users and roles now: with the ids of those that are gone. */
    public String shown(KmsKey key) {
        Map<String, String> now = new HashMap<>();
        key.principals().forEach((arn, id) -> now.put(arn, named.shown(arn, id)));
        boolean same = now.entrySet().stream().allMatch(each -> each.getKey().equals(each.getValue()));
        return same ? key.policy() : replaced(key.policy(), arn -> now.getOrDefault(arn, arn));
    }

    private String byIds(KeyPolicy policy) {
        return policy.principals().isEmpty()
                ? policy.document()
                : replaced(policy.document(), arn -> policy.principals().getOrDefault(arn, arn));
    }

    private String replaced(String document, UnaryOperator<String> principal) {
        JsonNode root = json.readTree(document);
        JsonNode statements = root.path("Statement");
        for (JsonNode statement : statements.isArray() ? statements : List.of(statements)) {
            for (String element : List.of("Principal", "NotPrincipal")) {
                if (statement.path(element) instanceof ObjectNode who && who.has("AWS")) {
                    JsonNode aws = who.path("AWS");
                    if (aws instanceof ArrayNode several) {
                        ArrayNode changed = who.putArray("AWS");
                        several.forEach(each -> changed.add(principal.apply(each.asString())));
                    } else {
                        who.put("AWS", principal.apply(aws.asString()));
                    }
                }
            }
        }
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    }
}
