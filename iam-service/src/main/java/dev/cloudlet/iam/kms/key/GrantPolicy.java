package dev.cloudlet.iam.kms.key;

import dev.cloudlet.iam.kms.cipher.EncryptionContexts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Grants as a policy, so that they are decided as everything else is. Their constraints compare encryption contexts with case,
 * unlike condition keys: hence names that are made of the pairs.
 */
@Component
class GrantPolicy {
    static final String RETIRE = "RetireGrant";

    private static final String UNCONSTRAINED = "DescribeKey";

    private final JsonMapper json;

    GrantPolicy(JsonMapper json) {
        this.json = json;
    }

    /** What these grants allow of one operation. */
    String document(List<KeyGrant> grants, String operation) {
        if (operation.equals(RETIRE)) {
            return retiring(grants);
        }
        ObjectNode policy = json.createObjectNode();
        policy.put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        grants.forEach(grant -> {
            ObjectNode condition = json.createObjectNode();
            constrain(condition, grant, operation);
            allow(statements, whom(grant.grantee(), grant.granteeId()), operation, condition);
        });
        return policy.toString();
    }

    /**
     * Who may retire each of these grants: the retiring principal, the account that gave it, and the grantee, if that was granted.
     */
    private String retiring(List<KeyGrant> grants) {
        ObjectNode policy = json.createObjectNode();
        policy.put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        for (KeyGrant grant : grants) {
            ObjectNode condition = json.createObjectNode();
            condition.putObject("StringEquals").put(GRANT, grant.id());
            allow(statements, "arn:aws:iam::" + grant.issuer() + ":root", RETIRE, condition);
            if (grant.retiring() != null) {
                allow(statements, whom(grant.retiring(), grant.retiringId()), RETIRE, condition);
            }
            if (grant.operations().contains(RETIRE)) {
                allow(statements, whom(grant.grantee(), grant.granteeId()), RETIRE, condition);
            }
        }
        return policy.toString();
    }

    private static String whom(String arn, @Nullable String id) {
        return id == null ? arn : id;
    }

    private static void allow(ArrayNode statements, String whom, String operation, ObjectNode condition) {
        ObjectNode statement = statements.addObject();
        statement.put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", whom);
        statement.put("Action", "kms:" + operation);
        statement.put("Resource", "*");
        if (!condition.isEmpty()) {
            statement.set("Condition", condition);
        }
    }

    private static void constrain(ObjectNode condition, KeyGrant grant, String operation) {
        if (operation.equals("CreateGrant")) {
            // Nobody hands on more than they were given.
            ArrayNode most = condition.putObject("ForAllValues:StringEquals").putArray("kms:GrantOperations");
            grant.operations().forEach(most::add);
        }
        if (operation.equals(UNCONSTRAINED) || grant.constraints().none()) {
            return;
        }
        ObjectNode equal = condition.putObject("StringEquals");
        Map<String, String> subset = grant.constraints().subset();
        if (subset != null) {
            subset.forEach((key, value) -> equal.put(pair(key, value), "true"));
        }
        Map<String, String> exactly = grant.constraints().equals();
        if (exactly != null) {
            equal.put(WHOLE, EncryptionContexts.digest(exactly));
        }
    }

    /** The key whose value is the digest of a whole context. */
    static final String WHOLE = "cloudlet:EncryptionContext";

    /** The key whose value is the grant that is to be retired. */
    static final String GRANT = "cloudlet:GrantId";

    /** The key that is there when a context has this pair. */
    static String pair(String key, String value) {
        return WHOLE + "/" + EncryptionContexts.digest(Map.of(key, value));
    }
}
