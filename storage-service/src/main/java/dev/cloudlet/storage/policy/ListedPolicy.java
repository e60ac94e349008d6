package dev.cloudlet.storage.policy;

import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.acl.AccessControlList.Entry;
import dev.cloudlet.storage.acl.Grantee;
import dev.cloudlet.storage.acl.Permission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An access control list in the language of policies, beside the bucket's policy: so one evaluation decides by both, and can say why.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html">Mapping of ACL permissions and access policy permissions</a>
 */
final class ListedPolicy {
    /** What the owner of an object decides about, be it that of the bucket or not. Tags are the bucket owner's. */
    private static final Set<String> OBJECT_OWNERS = Set.of(
            "s3:GetObject",
            "s3:GetObjectVersion",
            "s3:GetObjectAttributes",
            "s3:GetObjectVersionAttributes",
            "s3:GetObjectAcl",
            "s3:GetObjectVersionAcl",
            "s3:PutObjectAcl",
            "s3:PutObjectVersionAcl",
            "s3:GetObjectTorrent",
            "s3:GetObjectVersionTorrent");

    private static final Map<Permission, List<String>> OF_BUCKET = Map.of(
            Permission.READ, List.of("s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"),
            Permission.READ_ACP, List.of("s3:GetBucketAcl"),
            Permission.WRITE_ACP, List.of("s3:PutBucketAcl"));

    /** Of the list of a bucket, for the objects in it. Whoever writes an object says what goes with it. */
    private static final Map<Permission, List<String>> OF_CONTENTS = Map.of(
            Permission.WRITE, List.of("s3:PutObject", "s3:DeleteObject", "s3:PutObjectAcl", "s3:PutObjectTagging"));

    private static final Map<Permission, List<String>> OF_OBJECT = Map.of(
            Permission.READ, List.of("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent"),
            Permission.READ_ACP, List.of("s3:GetObjectAcl", "s3:GetObjectVersionAcl"),
            Permission.WRITE_ACP, List.of("s3:PutObjectAcl", "s3:PutObjectVersionAcl"));

    /** What the root user of the owner may do by the list alone; all else by owning it. */
    private static final List<String> LISTED_FOR_OWNER = List.of(
            "s3:ListBucket",
            "s3:ListBucketVersions",
            "s3:ListBucketMultipartUploads",
            "s3:PutObject",
            "s3:DeleteObject",
            "s3:GetObject",
            "s3:GetObjectVersion");

    private static final String GROUPS = "aws:PrincipalType";

    private final JsonMapper json;
    private final ArrayNode statements;

    private ListedPolicy(JsonMapper json) {
        this.json = json;
        this.statements = json.createArrayNode();
    }

    /** Whose list is asked about an action on an object that is there. */
    static boolean isObjectOwners(String action) {
        return OBJECT_OWNERS.contains(action);
    }

    /** The list of a bucket, for the bucket itself and for what is written into it. */
    static String ofBucket(
            JsonMapper json, @Nullable String policy, String bucketArn, String owner, AccessControlList list) {
        ListedPolicy made = new ListedPolicy(json);
        made.copy(policy, false);
        made.own(owner, bucketArn, bucketArn + "/*");
        list.entries().forEach(entry -> {
            made.allow(entry, OF_BUCKET, bucketArn);
            made.allow(entry, OF_CONTENTS, bucketArn + "/*");
        });
        return made.text();
    }

    /**
     * The list of an object.
     *
     * @param foreign whether the object is not the bucket owner's: then the bucket's policy can only deny
     */
    static String ofObject(
            JsonMapper json,
            @Nullable String policy,
            String bucketArn,
            String owner,
            boolean foreign,
            AccessControlList list) {
        ListedPolicy made = new ListedPolicy(json);
        made.copy(policy, foreign);
        made.own(owner, bucketArn + "/*");
        list.entries().forEach(entry -> made.allow(entry, OF_OBJECT, bucketArn + "/*"));
        return made.text();
    }

    private void copy(@Nullable String policy, boolean onlyDenials) {
        if (policy == null) {
            return;
        }
        JsonNode given = json.readTree(policy).path("Statement");
        for (JsonNode statement : given.isArray() ? given : List.of(given)) {
            if (!onlyDenials || statement.path("Effect").asString("").equals("Deny")) {
                statements.add(statement);
            }
        }
    }

    private void own(String owner, String... resources) {
        if (owner.chars().allMatch(Character::isDigit)) {
            ObjectNode statement = statement(resources);
            statement.putObject("Principal").put("AWS", owner);
            ArrayNode listed = statement.putArray("NotAction");
            LISTED_FOR_OWNER.forEach(listed::add);
        }
    }

    private void allow(Entry entry, Map<Permission, List<String>> actions, String resource) {
        List<String> allowed = actions.entrySet().stream()
                .filter(each -> entry.permission().includes(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .sorted()
                .toList();
        if (allowed.isEmpty()) {
            return;
        }
        ObjectNode statement = statement(resource);
        switch (entry.grantee()) {
            case Grantee.Account(String id) -> statement.putObject("Principal").put("CanonicalUser", id);
            case Grantee.Group group -> group(statement, group);
        }
        ArrayNode list = statement.putArray("Action");
        allowed.forEach(list::add);
    }

    private static void group(ObjectNode statement, Grantee.Group group) {
        switch (group) {
            case ALL_USERS -> statement.put("Principal", "*");
            case AUTHENTICATED_USERS -> {
                statement.put("Principal", "*");
                ArrayNode types = statement
                        .putObject("Condition")
                        .putObject("StringEquals")
                        .putArray(GROUPS);
                types.add("Account").add("User").add("AssumedRole").add("FederatedUser");
            }
            case LOG_DELIVERY -> statement.putObject("Principal").put("Service", "logging.s3.amazonaws.com");
        }
    }

    private ObjectNode statement(String... resources) {
        ObjectNode statement = statements.addObject().put("Effect", "Allow");
        ArrayNode list = statement.putArray("Resource");
        for (String resource : resources) {
            list.add(resource);
        }
        return statement;
    }

    private String text() {
        ObjectNode policy = json.createObjectNode().put("Version", "2012-10-17");
        policy.set("Statement", statements);
        return json.writeValueAsString(policy);
    }
}
