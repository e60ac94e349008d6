package dev.cloudlet.e2e.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.Grant;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Access control lists between two accounts. */
class AccessControlListTest extends StorageTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private S3Client others = s3;

    @BeforeEach
    void makeAnotherAccount() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(cloud.endpoint().resolve("/_cloudlet/accounts"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        JsonNode account = JsonMapper.shared()
                .readTree(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        others = cloud.client(
                S3Client.builder().forcePathStyle(true),
                AwsBasicCredentials.create(
                        account.path("accessKeyId").asString(),
                        account.path("secretAccessKey").asString()));
    }

    @Test
    void newBucketsHaveNone() {
        refused(
                400,
                "AccessControlListNotSupported",
                () -> s3.putBucketAcl(b -> b.bucket(bucket).acl(BucketCannedACL.PRIVATE)));
        refused(
                400,
                "AccessControlListNotSupported",
                () -> s3.putObject(
                        b -> b.bucket(bucket).key("key").acl(ObjectCannedACL.PUBLIC_READ), RequestBody.fromString("")));
        refused(
                400,
                "InvalidBucketAclWithObjectOwnership",
                () -> s3.createBucket(b -> b.bucket(bucket + "-x").acl(BucketCannedACL.PUBLIC_READ)));
        s3.putObject(
                b -> b.bucket(bucket).key("key").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL),
                RequestBody.fromString("text"));
    }

    @Test
    void whatIsPublicIsReadByEverybodyUnlessThatIsBlocked() throws Exception {
        withLists(ObjectOwnership.OBJECT_WRITER);
        put("key", "text");
        refused(
                403,
                "AccessDenied",
                () -> s3.putObjectAcl(b -> b.bucket(bucket).key("key").acl(ObjectCannedACL.PUBLIC_READ)));

        s3.deletePublicAccessBlock(b -> b.bucket(bucket));
        s3.putObjectAcl(b -> b.bucket(bucket).key("key").acl(ObjectCannedACL.PUBLIC_READ));

        assertThat(anonymous("/key").body()).isEqualTo("text");
        assertThat(anonymous("").statusCode()).isEqualTo(403);
        s3.putPublicAccessBlock(b -> b.bucket(bucket).publicAccessBlockConfiguration(c -> c.ignorePublicAcls(true)));
        assertThat(anonymous("/key").statusCode()).isEqualTo(403);
        assertThat(get("key")).isEqualTo("text");
    }

    @Test
    void anObjectIsItsWritersUntilTheyGiveItAway() {
        withLists(ObjectOwnership.BUCKET_OWNER_PREFERRED);
        String other = others.listBuckets().owner().id();
        s3.putBucketAcl(b -> b.bucket(bucket).grantWrite("id=" + other).grantFullControl("id=" + me()));

        others.putObject(b -> b.bucket(bucket).key("theirs"), RequestBody.fromString("secret"));
        others.putObject(
                b -> b.bucket(bucket).key("given").acl(ObjectCannedACL.BUCKET_OWNER_FULL_CONTROL),
                RequestBody.fromString("text"));

        refused(403, "AccessDenied", () -> get("theirs"));
        assertThat(get("given")).isEqualTo("text");
        assertThat(s3.listObjectsV2(b -> b.bucket(bucket).fetchOwner(true)).contents())
                .extracting(object -> object.owner().id())
                .containsExactly(me(), other);
        refused(403, "AccessDenied", () -> others.listObjectsV2(b -> b.bucket(bucket)));
        others.putObjectAcl(b -> b.bucket(bucket).key("theirs").grantRead("id=" + me()));
        assertThat(get("theirs")).isEqualTo("secret");
        s3.deleteObject(b -> b.bucket(bucket).key("theirs"));
    }

    @Test
    void aListIsShownAsItWasSet() {
        withLists(ObjectOwnership.OBJECT_WRITER);
        var shown = s3.getBucketAcl(b -> b.bucket(bucket));
        assertThat(shown.grants()).extracting(Grant::permissionAsString).containsExactly("FULL_CONTROL");

        s3.putBucketAcl(b -> b.bucket(bucket).accessControlPolicy(p -> p.owner(shown.owner())
                .grants(Grant.builder()
                        .grantee(g -> g.type("CanonicalUser").id(me()))
                        .permission("READ_ACP")
                        .build())));

        assertThat(s3.getBucketAcl(b -> b.bucket(bucket)).grants())
                .extracting(grant -> grant.grantee().id() + " " + grant.permissionAsString())
                .containsExactly(me() + " READ_ACP");
        // The owner lists the bucket by its list alone, but can always change that.
        refused(403, "AccessDenied", () -> s3.listObjectsV2(b -> b.bucket(bucket)));
        refused(400, "InvalidBucketAclWithObjectOwnership", () -> withLists(ObjectOwnership.BUCKET_OWNER_ENFORCED));
        s3.putBucketAcl(b -> b.bucket(bucket).acl(BucketCannedACL.PRIVATE));
        withLists(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        refused(
                400,
                "UnresolvableGrantByEmailAddress",
                () -> s3.createBucket(b -> b.bucket(bucket + "-x").grantRead("emailAddress=nobody@example.com")));
    }

    private String me() {
        return s3.listBuckets().owner().id();
    }

    private void withLists(ObjectOwnership ownership) {
        s3.putBucketOwnershipControls(b -> b.bucket(bucket)
                .ownershipControls(c -> c.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ownership)
                        .build())));
    }

    private HttpResponse<String> anonymous(String path) throws Exception {
        URI uri = URI.create(cloud.endpoint() + "/" + bucket + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
