package dev.cloudlet.storage.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.AccessRequest;
import dev.cloudlet.policy.ConditionContext;
import dev.cloudlet.policy.Evaluator;
import dev.cloudlet.policy.NamedPolicy;
import dev.cloudlet.policy.PolicyDocument;
import dev.cloudlet.policy.PolicyKind;
import dev.cloudlet.policy.PolicySet;
import dev.cloudlet.policy.Principal;
import dev.cloudlet.storage.acl.AccessControlList;
import dev.cloudlet.storage.acl.AccessControlList.Entry;
import dev.cloudlet.storage.acl.Grantee;
import dev.cloudlet.storage.acl.Grantee.Group;
import dev.cloudlet.storage.acl.Permission;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ListedPolicyTest {
    private static final String BUCKET = "arn:aws:s3:::pictures";
    private static final String OBJECT = BUCKET + "/cat";
    private static final Principal OWNER = new Principal.AccountRoot("000000000000");
    private static final Principal OTHER = new Principal.AccountRoot("111111111111");
    private static final Principal NOBODY = new Principal.Anonymous();
    private static final Map<String, String> CANONICAL = Map.of("000000000000", "aaaa", "111111111111", "bbbb");

    @ParameterizedTest
    @CsvSource({
        "READ, s3:ListBucket, true",
        "READ, s3:ListBucketVersions, true",
        "READ, s3:GetBucketAcl, false",
        "READ, s3:GetBucketPolicy, false",
        "WRITE, s3:ListBucket, false",
        "READ_ACP, s3:GetBucketAcl, true",
        "READ_ACP, s3:PutBucketAcl, false",
        "WRITE_ACP, s3:PutBucketAcl, true",
        "FULL_CONTROL, s3:PutBucketAcl, true",
        "FULL_CONTROL, s3:DeleteBucket, false",
        "FULL_CONTROL, s3:PutBucketPolicy, false"
    })
    void aGrantOnABucketAllowsAnotherAccount(Permission permission, String action, boolean allowed) {
        PolicyDocument policy = ofBucket(null, new Entry(new Grantee.Account("bbbb"), permission));

        assertThat(allows(policy, OTHER, action, BUCKET)).isEqualTo(allowed);
        assertThat(allows(policy, NOBODY, action, BUCKET)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "READ, s3:PutObject, false",
        "WRITE, s3:PutObject, true",
        "WRITE, s3:DeleteObject, true",
        "WRITE, s3:DeleteObjectVersion, false",
        "WRITE, s3:GetObject, false",
        "FULL_CONTROL, s3:GetObject, false"
    })
    void aBucketsListTellsWhoWritesItsObjectsAndNotWhoReadsThem(Permission permission, String action, boolean allowed) {
        PolicyDocument policy = ofBucket(null, new Entry(Group.ALL_USERS, permission));

        assertThat(allows(policy, NOBODY, action, OBJECT)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({
        "READ, s3:GetObject, true",
        "READ, s3:GetObjectVersion, true",
        "READ, s3:GetObjectAcl, false",
        "READ_ACP, s3:GetObjectAcl, true",
        "WRITE, s3:PutObjectAcl, false",
        "WRITE_ACP, s3:PutObjectAcl, true",
        "WRITE_ACP, s3:GetObjectTagging, false"
    })
    void authenticatedUsersAreWhoeverHasAnAccount(Permission permission, String action, boolean allowed) {
        PolicyDocument policy = ofObject(null, false, new Entry(Group.AUTHENTICATED_USERS, permission));

        assertThat(allows(policy, OTHER, action, OBJECT)).isEqualTo(allowed);
        assertThat(allows(policy, NOBODY, action, OBJECT)).isFalse();
    }

    @Test
    void theOwnerMayAlwaysChangeTheListButReadsByItAlone() {
        PolicyDocument nothing = ofBucket(null);

        assertThat(allows(nothing, OWNER, "s3:PutBucketAcl", BUCKET)).isTrue();
        assertThat(allows(nothing, OWNER, "s3:DeleteBucket", BUCKET)).isTrue();
        assertThat(allows(nothing, OWNER, "s3:ListBucket", BUCKET)).isFalse();
        assertThat(allows(nothing, OWNER, "s3:PutObject", OBJECT)).isFalse();
        PolicyDocument everything = ofBucket(null, new Entry(new Grantee.Account("aaaa"), Permission.FULL_CONTROL));
        assertThat(allows(everything, OWNER, "s3:ListBucket", BUCKET)).isTrue();
    }

    @Test
    void aPolicyDeniesWhatAListGrants() {
        PolicyDocument policy =
                ofBucket(statement("Deny", "s3:ListBucket", BUCKET), new Entry(Group.ALL_USERS, Permission.READ));

        assertThat(allows(policy, NOBODY, "s3:ListBucket", BUCKET)).isFalse();
        assertThat(allows(policy, NOBODY, "s3:ListBucketVersions", BUCKET)).isTrue();
    }

    @Test
    void theBucketsPolicyLetsNobodyReadWhatIsSomebodyElses() {
        String open = statement("Allow", "s3:GetObject", BUCKET + "/*");

        assertThat(allows(ofObject(open, false), NOBODY, "s3:GetObject", OBJECT))
                .isTrue();
        assertThat(allows(ofObject(open, true), NOBODY, "s3:GetObject", OBJECT)).isFalse();
    }

    private static PolicyDocument ofBucket(@Nullable String policy, Entry... entries) {
        return PolicyDocument.parse(
                ListedPolicy.ofBucket(
                        JsonMapper.shared(), policy, BUCKET, "000000000000", new AccessControlList(List.of(entries))),
                PolicyKind.LISTED);
    }

    private static PolicyDocument ofObject(@Nullable String policy, boolean foreign, Entry... entries) {
        return PolicyDocument.parse(
                ListedPolicy.ofObject(
                        JsonMapper.shared(),
                        policy,
                        BUCKET,
                        "000000000000",
                        foreign,
                        new AccessControlList(List.of(entries))),
                PolicyKind.LISTED);
    }

    private static String statement(String effect, String action, String resource) {
        return """
                {"Statement": [{"Effect": "%s", "Principal": "*", "Action": "%s", "Resource": "%s"}]}
                """.formatted(effect, action, resource);
    }

    private static boolean allows(PolicyDocument policy, Principal caller, String action, String resource) {
        ConditionContext context = ConditionContext.builder()
                .put(AccessRequest.CANONICAL_USER_ID, CANONICAL.getOrDefault(caller.accountId(), "none"))
                .build();
        return Evaluator.decide(
                        new AccessRequest(caller, action, resource, "000000000000", context),
                        PolicySet.none().withResource(new NamedPolicy(BUCKET, policy)))
                .allowed();
    }
}
