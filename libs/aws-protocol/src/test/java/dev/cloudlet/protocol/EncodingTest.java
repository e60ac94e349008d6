package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricDataRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.ec2.model.DeleteVpcResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.GetBucketLocationResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The details of bodies and headers that a round trip with one client does not show. */
class EncodingTest {
    private final Wire wire = Wire.of(AwsModule.ALL);
    private final Calls calls = new Calls(wire);

    @Test
    void an_empty_list_is_not_an_absent_one() {
        String form = "Action=UpdateAutoScalingGroup&AutoScalingGroupName=g";
        var absent = calls.query(UpdateAutoScalingGroupRequest.class, "autoscaling", form);
        assertThat(absent.hasAvailabilityZones()).isFalse();
        String json = "{\"name\":\"project\",\"tags\":[],\"description\":\"\"}";
        var empty = calls.decode(
                UpdateProjectRequest.class, Calls.json("codebuild", "CodeBuild_20161006.UpdateProject"), json);
        assertThat(empty.hasTags()).isTrue();
        assertThat(empty.hasSecondarySources()).isFalse();
        assertThat(empty.description()).isEmpty();
        var response = DescribeAutoScalingGroupsResponse.builder()
                .autoScalingGroups(List.of())
                .build();
        assertThat(body(encode("autoscaling", "DescribeAutoScalingGroups", response)))
                .contains("<AutoScalingGroups></AutoScalingGroups>");
    }

    @Test
    void numbered_elements_may_have_gaps_and_any_order() {
        var request = calls.query(
                DescribeInstancesRequest.class,
                "ec2",
                "Action=DescribeInstances&InstanceId.10=c&InstanceId.2=b&InstanceId.1=a");
        assertThat(request.instanceIds()).containsExactly("a", "b", "c");
    }

    @Test
    void unknown_values_of_an_enum_survive_where_the_service_judges_them() {
        var request = calls.decode(
                Calls.form("ec2"), Calls.bytes("Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=t9.new"));
        assertThat(Members.value(request, "InstanceType")).isEqualTo("t9.new");
    }

    @Test
    void times_and_numbers_of_every_form_are_read() {
        for (String time : List.of("2024-01-02T03:04:05.678Z", "2024-01-02T04:04:05.678%2B01:00", "1704164645.678")) {
            var request = calls.query(
                    PutMetricDataRequest.class,
                    "monitoring",
                    "Action=PutMetricData&Namespace=N"
                            + "&MetricData.member.1.MetricName=m&MetricData.member.1.Timestamp=" + time
                            + "&MetricData.member.1.Values.member.1=NaN&MetricData.member.1.Values.member.2=-Infinity");
            assertThat(request.metricData().getFirst().timestamp())
                    .isEqualTo(Instant.parse("2024-01-02T03:04:05.678Z"));
            assertThat(request.metricData().getFirst().values()).containsExactly(Double.NaN, Double.NEGATIVE_INFINITY);
        }
    }

    @Test
    void a_query_answer_has_its_wrapper_even_without_members() {
        assertThat(body(encode("iam", "ListUsers", ListUsersResponse.builder().build())))
                .isEqualTo(
                        "<ListUsersResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><ListUsersResult></ListUsersResult>"
                                + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></ListUsersResponse>");
    }

    @Test
    void an_ec2_answer_without_members_says_true() {
        assertThat(body(encode("ec2", "DeleteVpc", DeleteVpcResponse.builder().build())))
                .contains("<requestId>id</requestId><return>true</return></DeleteVpcResponse>");
    }

    @Test
    void text_is_escaped() {
        var response = CreateRoleResponse.builder()
                .role(role -> role.roleName("<a>&\"b\"\r"))
                .build();
        assertThat(body(encode("iam", "CreateRole", response)))
                .contains("<RoleName>&lt;a&gt;&amp;&quot;b&quot;&#13;</RoleName>");
    }

    @Test
    void a_header_cannot_start_another() {
        var response = GetObjectResponse.builder()
                .contentDisposition("a\r\nSet-Cookie: b")
                .metadata(Map.of("m", "x\ny"))
                .build();
        WireResponse answer = encode("s3", "GetObject", response);
        assertThat(answer.first("content-disposition")).isEqualTo("a  Set-Cookie: b");
        assertThat(answer.first("x-amz-meta-m")).isEqualTo("x y");
    }

    @Test
    void a_stream_has_the_type_of_its_object() {
        assertThat(encode(
                                "s3",
                                "GetObject",
                                GetObjectResponse.builder()
                                        .contentType("image/png")
                                        .build())
                        .first("Content-Type"))
                .isEqualTo("image/png");
        assertThat(encode("s3", "GetObject", GetObjectResponse.builder().build())
                        .first("Content-Type"))
                .isEqualTo("binary/octet-stream");
    }

    // Deprecated for readers; servers still send it.
    @SuppressWarnings("deprecation")
    @Test
    void expires_is_one_header() {
        var response = GetObjectResponse.builder()
                .expires(Instant.ofEpochSecond(1_700_000_000))
                .build();
        assertThat(encode("s3", "GetObject", response).headers().get("Expires"))
                .containsExactly("Tue, 14 Nov 2023 22:13:20 GMT");
        var odd = GetObjectResponse.builder().expiresString("never").build();
        assertThat(encode("s3", "GetObject", odd).headers().get("Expires")).containsExactly("never");
    }

    @Test
    void a_head_answer_has_headers_only() {
        WireResponse answer = encode(
                "s3",
                "HeadObject",
                HeadObjectResponse.builder().contentLength(7L).eTag("\"e\"").build());
        assertThat(answer.body()).isEmpty();
        assertThat(answer.first("Content-Length")).isEqualTo("7");
        assertThat(answer.first("ETag")).isEqualTo("\"e\"");
        assertThat(answer.first("x-amz-request-id")).isEqualTo("id");
    }

    @Test
    void a_location_is_the_root_element_itself() {
        assertThat(body(encode(
                        "s3",
                        "GetBucketLocation",
                        GetBucketLocationResponse.builder()
                                .locationConstraint("eu-west-1")
                                .build())))
                .endsWith(
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">eu-west-1</LocationConstraint>");
        assertThat(body(encode(
                        "s3",
                        "GetBucketLocation",
                        GetBucketLocationResponse.builder().build())))
                .endsWith(
                        "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"></LocationConstraint>");
    }

    @Test
    void a_listing_encodes_its_keys_if_asked() {
        var listing = ListObjectsV2Response.builder()
                .prefix("a b")
                .delimiter("/")
                .contents(S3Object.builder().key("a b/é\u0001").eTag("\"a b\"").build())
                .commonPrefixes(CommonPrefix.builder().prefix("a b/c d/").build());
        String encoded =
                body(encode("s3", "ListObjectsV2", listing.encodingType("url").build()));
        assertThat(encoded)
                .contains(
                        "<Prefix>a%20b</Prefix>",
                        "<Key>a%20b/%C3%A9%01</Key>", "<Prefix>a%20b/c%20d/</Prefix>", "<Delimiter>/</Delimiter>")
                .contains("&quot;a b&quot;");
        assertThat(body(encode(
                        "s3",
                        "ListObjectsV2",
                        listing.encodingType((String) null).build())))
                .contains("<Key>a b/é&#x1;</Key>");
    }

    @Test
    void framing_is_not_part_of_the_object() {
        RequestHead head = Calls.head(
                "s3",
                "PUT",
                "/b/k",
                "content-encoding",
                "aws-chunked,gzip",
                "content-length",
                "90",
                "x-amz-decoded-content-length",
                "5",
                "x-amz-content-sha256",
                "STREAMING-AWS4-HMAC-SHA256-PAYLOAD");
        assertThat(S3Quirks.isAwsChunked(head)).isTrue();
        assertThat(S3Quirks.decodedLength(head)).isEqualTo(5);
        var request = calls.decode(PutObjectRequest.class, head, "");
        assertThat(request.contentEncoding()).isEqualTo("gzip");
        assertThat(request.contentLength()).isEqualTo(5);
        RequestHead only = Calls.head("s3", "PUT", "/b/k", "content-encoding", "aws-chunked");
        assertThat(calls.decode(PutObjectRequest.class, only, "").contentEncoding())
                .isNull();
    }

    @Test
    void metadata_beyond_ascii_goes_both_ways() {
        RequestHead head = Calls.head(
                "s3", "PUT", "/b/k", "x-amz-meta-Title", "=?UTF-8?B?w6k=?=", "x-amz-meta-raw", "\u00c3\u00a9");
        assertThat(calls.decode(PutObjectRequest.class, head, "").metadata())
                .containsEntry("title", "é")
                .containsEntry("raw", "é");
        var response =
                GetObjectResponse.builder().metadata(Map.of("title", "é")).build();
        assertThat(encode("s3", "GetObject", response).first("x-amz-meta-title"))
                .isEqualTo("=?UTF-8?B?w6k=?=");
    }

    @Test
    void errors_have_each_protocols_form() {
        AwsException error = CommonError.ACCESS_DENIED.of("no & no").with("BucketName", "b");
        assertThat(errorBody("s3", Protocol.REST_XML, error))
                .contains("<Error><Code>AccessDenied</Code><Message>no &amp; no</Message><BucketName>b</BucketName>"
                        + "<Resource>/b/k</Resource><RequestId>id</RequestId><HostId>");
        assertThat(errorBody("iam", Protocol.QUERY, error))
                .startsWith(
                        "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type><Code>AccessDenied</Code>");
        assertThat(errorBody("ec2", Protocol.EC2, error))
                .contains("<Response><Errors><Error><Code>AccessDenied</Code>")
                .endsWith("<RequestID>id</RequestID></Response>");
        assertThat(errorBody("kms", Protocol.JSON_1_1, error))
                .isEqualTo("{\"__type\":\"AccessDenied\",\"message\":\"no & no\",\"BucketName\":\"b\"}");
    }

    @Test
    void a_clients_old_code_comes_along_in_newer_protocols() {
        Target target = new Target(wire.service("monitoring"), Protocol.JSON_1_0);
        WireResponse answer = wire.encodeError(
                target,
                null,
                wire.service("monitoring").error("ResourceNotFound").of("no"),
                "id",
                "/");
        assertThat(answer.first("x-amzn-query-error")).isEqualTo("ResourceNotFound;Sender");
    }

    @Test
    void an_error_of_a_head_request_has_no_body() {
        OperationModel head = wire.service("s3").operation("HeadObject");
        Target target = new Target(wire.service("s3"), Protocol.REST_XML);
        WireResponse answer = wire.encodeError(target, head, CommonError.ACCESS_DENIED.of("no"), "id", "/b/k");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }

    private WireResponse encode(String service, String operation, SdkPojo response) {
        ServiceModel model = wire.service(service);
        return wire.encode(new Target(model, model.protocol()), model.operation(operation), response, "id");
    }

    private String errorBody(String service, Protocol protocol, AwsException error) {
        return body(wire.encodeError(new Target(wire.service(service), protocol), null, error, "id", "/b/k"));
    }

    private static String body(WireResponse answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
