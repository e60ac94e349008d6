package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

/** What a request is addressed to, from what each kind of client sends. */
class TargetTest {
    private static final byte[] NOTHING = {};
    private final Wire wire = Wire.of(AwsModule.ALL);
    private final Calls calls = new Calls(wire);

    @ParameterizedTest
    @CsvSource({
        "iam,QUERY",
        "sts,QUERY",
        "autoscaling,QUERY",
        "elasticloadbalancing,QUERY",
        "monitoring,QUERY",
        "ec2,EC2"
    })
    void a_signed_form(String service, Protocol protocol) {
        Target target = wire.target(Calls.form(service));
        assertThat(target.service().id()).isEqualTo(service);
        assertThat(target.protocol()).isEqualTo(protocol);
        assertThat(wire.needsBody(Calls.form(service))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1.0,JSON_1_0", "1.1,JSON_1_1"})
    void a_json_target(String version, Protocol protocol) {
        RequestHead head = Calls.head(
                "",
                "POST",
                "/",
                "X-Amz-Target",
                "GraniteServiceVersion20100801.ListMetrics",
                "content-type",
                "application/x-amz-json-" + version);
        Target target = wire.target(head);
        assertThat(target.service().id()).isEqualTo("monitoring");
        assertThat(target.protocol()).isEqualTo(protocol);
        assertThat(wire.operation(target, head, NOTHING).name()).isEqualTo("ListMetrics");
    }

    @Test
    void an_rpc_path() {
        RequestHead head = Calls.head(
                "",
                "POST",
                "/service/GraniteServiceVersion20100801/operation/ListMetrics",
                "smithy-protocol",
                "rpc-v2-cbor");
        Target target = wire.target(head);
        assertThat(target.protocol()).isEqualTo(Protocol.RPC_V2_CBOR);
        assertThat(wire.operation(target, head, NOTHING).toString()).isEqualTo("monitoring:ListMetrics");
    }

    @Test
    void a_presigned_query() {
        RequestHead head = Calls.head(
                "",
                "GET",
                "/?Action=GetCallerIdentity&Version=2011-06-15"
                        + "&X-Amz-Credential=AKIDEXAMPLE%2F20260101%2Fus-east-1%2Fsts%2Faws4_request&X-Amz-Signature=0");
        assertThat(wire.target(head).service().id()).isEqualTo("sts");
        assertThat(calls.decode(head, NOTHING)).isInstanceOf(GetCallerIdentityRequest.class);
    }

    @Test
    void an_unsigned_form_is_told_by_action_and_version() {
        RequestHead head = Calls.form("");
        byte[] body = Calls.bytes("Action=AssumeRoleWithSAML&Version=2011-06-15&RoleArn=r");
        assertThat(wire.needsBody(head)).isTrue();
        Target target = wire.target(head, body);
        assertThat(target.service().id()).isEqualTo("sts");
        assertThat(wire.operation(target, head, body).name()).isEqualTo("AssumeRoleWithSAML");
    }

    @Test
    void everything_else_is_for_s3() {
        assertThat(wire.target(Calls.head("", "GET", "/b/k")).service().id()).isEqualTo("s3");
        assertThat(wire.target(Calls.head("s3express", "GET", "/b/k")).service().id())
                .isEqualTo("s3");
        assertThat(wire.target(Calls.form("")).service().id()).isEqualTo("s3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqs", "dynamodb", "lambda"})
    void a_service_this_cloud_lacks_is_not_implemented(String service) {
        RequestHead head = Calls.form(service);
        Target target = wire.target(head);
        assertThat(target.service().id()).isEqualTo(service);
        assertThat(target.service().operations()).isEmpty();
        assertThatThrownBy(() -> wire.operation(target, head, NOTHING))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.status()).isEqualTo(501);
                    assertThat(e.message()).contains(service);
                });
    }

    @ParameterizedTest
    @CsvSource({
        "iam,Action=Fly&Version=2010-05-08,InvalidAction,Could not find operation Fly for version 2010-05-08",
        "iam,Action=CreateUser&Version=1999-01-01,InvalidAction,Could not find operation CreateUser for version 1999-01-01",
        "ec2,Action=Fly&Version=2016-11-15,InvalidAction,The action Fly is not valid for this web service.",
        "iam,Version=2010-05-08,MissingAction,The request is missing an action or a required parameter.",
        "elasticloadbalancing,Action=CreateLoadBalancer&Version=2012-06-01,NotImplemented,"
                + "Classic Load Balancers are not implemented: CreateLoadBalancer",
        "monitoring,Action=StartOTelEnrichment,NotImplemented,The operation StartOTelEnrichment is not implemented."
    })
    void an_unknown_action(String service, String form, String code, String message) {
        RequestHead head = Calls.form(service);
        assertThatThrownBy(() -> wire.operation(wire.target(head), head, Calls.bytes(form)))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.message()).isEqualTo(message);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"TrentService.Fly", "TrentService", "Other.DescribeKey", "."})
    void an_unknown_json_operation(String name) {
        RequestHead head = Calls.json("kms", name);
        assertThatThrownBy(() -> wire.operation(wire.target(head), head, NOTHING))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo("UnknownOperationException");
                    assertThat(e.status()).isEqualTo(400);
                });
    }

    @Test
    void an_operation_is_found_by_its_request_class_in_any_old_version_of_ec2() {
        OperationModel operation = wire.operationOf(RunInstancesRequest.class);
        assertThat(operation).isNotNull();
        assertThat(operation.toString()).isEqualTo("ec2:RunInstances");
        assertThat(wire.operationOf(String.class)).isNull();
        byte[] old = Calls.bytes("Action=RunInstances&Version=2014-10-01");
        assertThat(wire.operation(wire.target(Calls.form("ec2")), Calls.form("ec2"), old))
                .isSameAs(operation);
    }

    @Test
    void a_table_that_is_not_there_is_said_so() {
        assertThatThrownBy(() -> Wire.of(java.util.List.of("sqs"))).isInstanceOf(IllegalArgumentException.class);
    }
}
