package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** S3's operations share paths; what tells them apart is in parameters and headers. */
class RoutingTest {
    private static final byte[] NOTHING = {};
    private final Wire wire = Wire.of(List.of("s3", "xray", "cloudfront", "route53"));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /                                    | ListBuckets
            GET    | /b                                   | ListObjects
            GET    | /b/                                  | ListObjects
            GET    | /b?unknown=1                         | ListObjects
            GET    | /b?list-type=2&prefix=a              | ListObjectsV2
            GET    | /b?versions                          | ListObjectVersions
            GET    | /b?uploads                           | ListMultipartUploads
            GET    | /b?location=                         | GetBucketLocation
            GET    | /b?analytics                         | ListBucketAnalyticsConfigurations
            GET    | /b?analytics&id=1                    | GetBucketAnalyticsConfiguration
            GET    | /b?inventory&id=1                    | GetBucketInventoryConfiguration
            GET    | /b?metrics                           | ListBucketMetricsConfigurations
            GET    | /b?intelligent-tiering&id=x          | GetBucketIntelligentTieringConfiguration
            GET    | /b?lifecycle                         | GetBucketLifecycleConfiguration
            PUT    | /b                                   | CreateBucket
            PUT    | /b/                                  | CreateBucket
            PUT    | /b?acl                               | PutBucketAcl
            DELETE | /b                                   | DeleteBucket
            DELETE | /b?policy                            | DeleteBucketPolicy
            HEAD   | /b                                   | HeadBucket
            POST   | /b?delete                            | DeleteObjects
            GET    | /b/k                                 | GetObject
            GET    | /b/k/                                | GetObject
            GET    | /b//                                 | GetObject
            GET    | /b//k                                | GetObject
            GET    | /b/a%2Fb                             | GetObject
            GET    | /b/k?uploadId=1                      | ListParts
            GET    | /b/k?acl                             | GetObjectAcl
            GET    | /b/k?tagging&versionId=1             | GetObjectTagging
            GET    | /b/k?attributes                      | GetObjectAttributes
            HEAD   | /b/k                                 | HeadObject
            PUT    | /b/k                                 | PutObject
            PUT    | /b/k?partNumber=1&uploadId=u         | UploadPart
            PUT    | /b/k?x-id=PutObject                  | PutObject
            POST   | /b/k?uploads                         | CreateMultipartUpload
            POST   | /b/k?uploadId=u                      | CompleteMultipartUpload
            POST   | /b/k?restore                         | RestoreObject
            DELETE | /b/k                                 | DeleteObject
            DELETE | /b/k?uploadId=u                      | AbortMultipartUpload
            """)
    void parameters_choose_among_operations_of_one_path(String method, String uri, String operation) {
        assertThat(operationOf(head(method, uri, Map.of())).name()).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource({"/b/k,CopyObject", "/b/k?partNumber=1&uploadId=u,UploadPartCopy"})
    void a_copy_source_makes_a_write_a_copy(String uri, String operation) {
        RequestHead head = head("PUT", uri, Map.of("x-amz-copy-source", List.of("/s/k")));
        assertThat(operationOf(head).name()).isEqualTo(operation);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /b/k                | k
            /b/a/b/             | a/b/
            /b//k               | /k
            /b//                | /
            /b/a//b             | a//b
            /b/a%2Fb            | a/b
            /b/a+b              | a+b
            /b/a%20b            | a b
            /b/%C3%A9           | é
            /b/../k             | ../k
            /b/%2E%2E%2Fk       | ../k
            """)
    void keys_are_decoded_once_and_never_normalized(String path, String key) {
        RequestHead head = head("GET", path, Map.of());
        Target target = wire.target(head);
        OperationModel operation = wire.operation(target, head, NOTHING);
        var request = (GetObjectRequest) wire.decode(target, operation, head, NOTHING);
        assertThat(request.bucket()).isEqualTo("b");
        assertThat(request.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bucket.s3.localhost",
                "bucket.s3.eu-west-1.localhost",
                "bucket.s3.amazonaws.com",
                "bucket.s3-eu-west-1.amazonaws.com",
                "bucket.s3.dualstack.eu-west-1.amazonaws.com",
                "bucket.localhost:4566"
            })
    void a_bucket_may_be_in_the_host_name(String host) {
        RequestHead head = head("GET", "/a%20b?versionId=1", Map.of("host", List.of(host)));
        Target target = wire.target(head);
        OperationModel operation = wire.operation(target, head, NOTHING);
        var request = (GetObjectRequest) wire.decode(target, operation, head, NOTHING);
        assertThat(request.bucket()).isEqualTo("bucket");
        assertThat(request.key()).isEqualTo("a b");
        assertThat(request.versionId()).isEqualTo("1");
    }

    @Test
    void a_bucket_in_the_host_name_may_have_dots() {
        assertThat(S3Quirks.bucketOfHost("my.s3.files.s3.localhost")).isEqualTo("my.s3.files");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "s3.localhost",
                "s3.eu-west-1.localhost",
                "s3.amazonaws.com",
                "127.0.0.1",
                "web.us-east-1.elb.localhost",
                "site.s3-website.localhost",
                "site.s3-website-us-east-1.amazonaws.com",
                ""
            })
    void other_host_names_are_no_buckets(String host) {
        assertThat(S3Quirks.bucketOfHost(host)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"POST,/b/k,OBJECT", "PUT,/,SERVICE", "DELETE,/,SERVICE", "PATCH,/b,BUCKET", "POST,/b,BUCKET"})
    void what_s3_has_no_operation_for_is_not_allowed(String method, String path, String type) {
        assertThatThrownBy(() -> operationOf(head(method, path, Map.of())))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("MethodNotAllowed");
                    assertThat(e.status()).isEqualTo(405);
                    assertThat(e.members()).containsEntry("ResourceType", type).containsEntry("Method", method);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/b/%", "/b/%zz", "/b/%C3%28", "/b/k%8"})
    void a_path_that_cannot_be_decoded_is_an_invalid_uri(String path) {
        RequestHead head = head("GET", path, Map.of());
        Target target = wire.target(head);
        OperationModel operation = wire.operation(target, head, NOTHING);
        assertThatThrownBy(() -> wire.decode(target, operation, head, NOTHING))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("InvalidURI"));
    }

    @Test
    void express_clients_list_directory_buckets_at_the_same_path() {
        assertThat(operationOf(head("GET", "/", signed("s3express"))).name()).isEqualTo("ListDirectoryBuckets");
    }

    @ParameterizedTest
    @CsvSource({
        "cloudfront,GET,/2020-05-31/distribution/E1/config,GetDistributionConfig",
        "cloudfront,GET,/2020-05-31/distribution,ListDistributions",
        "cloudfront,POST,/2020-05-31/distribution?WithTags,CreateDistributionWithTags",
        "route53,POST,/2013-04-01/hostedzone/Z1/rrset/,ChangeResourceRecordSets",
        "route53,POST,/2013-04-01/hostedzone/Z1/rrset,ChangeResourceRecordSets",
        "xray,POST,/TraceSegments,PutTraceSegments"
    })
    void other_rest_services_are_routed_by_the_signatures_scope(
            String service, String method, String uri, String operation) {
        OperationModel found = operationOf(head(method, uri, signed(service)));
        assertThat(found.toString()).isEqualTo(service + ":" + operation);
    }

    @Test
    void other_rest_services_answer_404_elsewhere() {
        assertThatThrownBy(() -> operationOf(head("POST", "/Nothing", signed("xray"))))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.status()).isEqualTo(404));
    }

    private OperationModel operationOf(RequestHead head) {
        return wire.operation(wire.target(head), head, NOTHING);
    }

    private static Map<String, List<String>> signed(String service) {
        return Map.of(
                "authorization",
                List.of("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host, Signature=0"));
    }

    private static RequestHead head(String method, String uri, Map<String, List<String>> headers) {
        int mark = uri.indexOf('?');
        return new RequestHead(
                method, mark < 0 ? uri : uri.substring(0, mark), mark < 0 ? "" : uri.substring(mark + 1), headers);
    }
}
