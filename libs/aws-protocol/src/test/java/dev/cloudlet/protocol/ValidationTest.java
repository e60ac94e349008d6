package dev.cloudlet.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.iam.model.CreateUserRequest;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/** Values outside the model are refused in each service's own words. */
class ValidationTest {
    private final Wire wire = Wire.of(AwsModule.ALL);
    private final Calls calls = new Calls(wire);

    @Test
    void a_valid_request_passes() {
        var request = calls.query(
                CreateUserRequest.class, "iam", "Action=CreateUser&Version=2010-05-08&UserName=bob&Path=/a/");
        assertThat(request.userName()).isEqualTo("bob");
        assertThat(request.hasTags()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            iam | Action=CreateUser | ValidationError | 1 validation error detected: Value null at 'userName' failed to satisfy constraint: Member must not be null
            iam | Action=CreateUser&UserName= | ValidationError | 1 validation error detected: Value '' at 'userName' failed to satisfy constraint: Member must have length greater than or equal to 1
            iam | Action=CreateUser&UserName=a%2Fb | ValidationError | The specified value for userName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-
            iam | Action=ListUsers&MaxItems=0 | ValidationError | 1 validation error detected: Value '0' at 'maxItems' failed to satisfy constraint: Member must have value greater than or equal to 1
            iam | Action=UpdateAccessKey&UserName=b&AccessKeyId=AAAAAAAAAAAAAAAAAAAA&Status=Off | ValidationError | 1 validation error detected: Value 'Off' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive, Expired]
            iam | Action=CreateUser&UserName=b&Tags.member.1.Key=k | ValidationError | 1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null
            ec2 | Action=RunInstances&MinCount=1&Version=2016-11-15 | MissingParameter | The request must contain the parameter MaxCount
            ec2 | Action=DescribeInstanceTypes&MaxResults=3 | InvalidParameterValue | Value ( 3 ) for parameter MaxResults is invalid. Expecting a value greater than or equal to 5.
            ec2 | Action=RunInstances&MinCount=many&MaxCount=1 | InvalidParameterValue | Value (many) for parameter MinCount is invalid.
            autoscaling | Action=DeleteAutoScalingGroup | ValidationError | 1 validation error detected: Value null at 'autoScalingGroupName' failed to satisfy constraint: Member must not be null
            monitoring | Action=PutMetricData | MissingParameter | The parameter Namespace is required.
            monitoring | Action=PutMetricData&Namespace=n&MetricData.member.1.MetricName=m&MetricData.member.1.Dimensions.member.1.Name=d | MissingParameter | The parameter MetricData.member.1.Dimensions.member.1.Value is required.
            """)
    void forms(String service, String form, String code, String message) {
        refused(Calls.form(service), form, code, message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            kms        | TrentService.DescribeKey             | {}                              | ValidationException
            logs       | Logs_20140328.CreateLogGroup         | {"logGroupName":"a b"}          | InvalidParameterException
            codebuild  | CodeBuild_20161006.BatchGetProjects  | {"names":[]}                    | InvalidInputException
            codedeploy | CodeDeploy_20141006.CreateApplication| {}                              | ApplicationNameRequiredException
            codedeploy | CodeDeploy_20141006.CreateApplication| {"applicationName":""}          | InvalidApplicationNameException
            events     | AWSEvents.PutRule                    | {"Name":"a/b"}                  | ValidationException
            cloudtrail | com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.CreateTrail | {} | ValidationException
            cloudtrail | com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents | {"MaxResults":51} | InvalidMaxResultsException
            cloudtrail | com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.LookupEvents | {"LookupAttributes":[{"AttributeKey":"Nothing","AttributeValue":"x"}]} | InvalidLookupAttributesException
            """)
    void json(String service, String target, String body, String code) {
        assertThatThrownBy(() -> calls.decode(Calls.json(service, target), Calls.bytes(body)))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.status()).isEqualTo(400);
                });
    }

    @Test
    void an_element_of_a_list_is_reported_with_the_whole_list() {
        refused(
                Calls.json("codebuild", "CodeBuild_20161006.BatchGetProjects"),
                "{\"names\":[\"a\",\"\"]}",
                "InvalidInputException",
                "1 validation error detected: Value '[a, ]' at 'names' failed to satisfy constraint: "
                        + "Member must satisfy constraint: [Member must have length greater than or equal to 1]");
    }

    @Test
    void several_violations_are_reported_together() {
        assertThatThrownBy(() -> calls.query(SdkPojo.class, "iam", "Action=PutUserPolicy&UserName=bob"))
                .hasMessageStartingWith("2 validation errors detected: ")
                .hasMessageContaining("'policyName'")
                .hasMessageContaining("'policyDocument'");
    }

    @Test
    void two_operations_may_share_one_structure() {
        String query = "&Version=2011-01-01&AutoScalingGroupName=fleet";
        calls.query(SdkPojo.class, "autoscaling", "Action=ResumeProcesses" + query);
        calls.query(SdkPojo.class, "autoscaling", "Action=SuspendProcesses" + query);
    }

    @Test
    void text_that_nothing_can_store_is_refused() {
        refused(
                Calls.json("logs", "Logs_20140328.DescribeLogGroups"),
                "{\"nextToken\":\"a\\u0000b\"}",
                "InvalidParameterException",
                "1 validation error detected: Value at 'nextToken' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [^\\u0000\\uD800-\\uDFFF]*");
    }

    /** The trail tells of refused requests too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            invalid    | {"logGroupName":"g","logStreamName":"a:b"}
            forbidden  | {"logGroupName":"g","logStreamName":"a\\u0000b"}
            incomplete | {"logGroupName":"g"}
            malformed  | {"logGroupName":"g","logStreamName":7}
            """)
    void what_could_be_read_of_a_refused_request_is_heard(String fault, String body) {
        RequestHead head = Calls.json("logs", "Logs_20140328.CreateLogStream");
        Target target = wire.target(head);
        OperationModel operation = wire.operation(target, head, new byte[0]);
        List<SdkPojo> heard = new ArrayList<>();
        assertThatThrownBy(() -> wire.decode(target, operation, head, Calls.bytes(body), heard::add))
                .as(fault)
                .isInstanceOf(AwsException.class);
        assertThat(heard).singleElement().satisfies(request -> assertThat(Members.value(request, "logGroupName"))
                .isEqualTo("g"));
    }

    @Test
    void a_secret_is_not_repeated() {
        String password = "p".repeat(200);
        assertThatThrownBy(() -> calls.query(
                        SdkPojo.class, "iam", "Action=CreateLoginProfile&UserName=bob&Password=" + password))
                .hasMessageContaining("Value at 'password'")
                .message()
                .doesNotContain("ppp");
    }

    @Test
    void no_pattern_takes_long_whatever_the_value() {
        // As published, the pattern of header values takes exponential time on this.
        String value = " a".repeat(200) + "\\u0001";
        String body =
                "{\"Name\":\"n\",\"AuthorizationType\":\"API_KEY\",\"AuthParameters\":{\"InvocationHttpParameters\":"
                        + "{\"HeaderParameters\":[{\"Key\":\"k\",\"Value\":\"" + value + "\"}]}}}";
        assertThatThrownBy(() -> calls.decode(Calls.json("events", "AWSEvents.CreateConnection"), Calls.bytes(body)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("ValidationException"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET  | /b/k?attributes                          |                                          | InvalidRequest
            PUT  | /b/k                                     | x-amz-storage-class: FAST                | InvalidStorageClass
            PUT  | /b                                       | x-amz-acl: everybody                     | InvalidArgument
            GET  | /b?list-type=2&max-keys=many             |                                          | InvalidArgument
            PUT  | /b/k                                     | x-amz-copy-source: nowhere               | InvalidArgument
            PUT  | /b?tagging                               |                                          | MissingRequestBodyError
            POST | /b?delete                                |                                          | MissingRequestBodyError
            """)
    void s3(String method, String uri, String header, String code) {
        String[] headers = header == null ? new String[0] : header.split(": ", -1);
        RequestHead head = Calls.head("s3", method, uri, headers);
        assertThatThrownBy(() -> calls.decode(head, new byte[0]))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /b?versioning | <VersioningConfiguration><Status>Perhaps</Status></VersioningConfiguration>
            /b?tagging    | <Tagging></Tagging>
            /b?tagging    | <Labels><TagSet/></Labels>
            /b?tagging    | <Tagging><TagSet></Tagging>
            /b?tagging    | {}
            """)
    void s3_bodies(String uri, String body) {
        assertThatThrownBy(() -> calls.decode(Calls.head("s3", "PUT", uri), Calls.bytes(body)))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo("MalformedXML"));
    }

    @Test
    void a_location_is_judged_by_s3_itself() {
        var request = calls.decode(
                CreateBucketRequest.class,
                Calls.head("s3", "PUT", "/b"),
                "<CreateBucketConfiguration><LocationConstraint>mars-1</LocationConstraint></CreateBucketConfiguration>");
        assertThat(request.createBucketConfiguration().locationConstraintAsString())
                .isEqualTo("mars-1");
    }

    @Test
    void members_are_read_by_their_documented_names() {
        var request = calls.query(CreateUserRequest.class, "iam", "Action=CreateUser&UserName=bob");
        assertThat(Members.value(request, "UserName")).isEqualTo("bob");
        assertThat(Members.value(request, "username")).isEqualTo("bob");
        assertThat(Members.value(request, "Tags")).isNull();
        assertThat(Members.value(request, "Nothing")).isNull();
    }

    @Test
    void members_the_SDK_renamed_are_found_by_both_names() {
        RequestHead head = Calls.head("s3", "PUT", "/b/k", "x-amz-copy-source", "/from/a%20key?versionId=3");
        SdkPojo copy = calls.decode(head, new byte[0]);
        assertThat(Members.value(copy, "Bucket")).isEqualTo("b");
        assertThat(Members.value(copy, "DestinationBucket")).isEqualTo("b");
        assertThat(Members.value(copy, "SourceBucket")).isEqualTo("from");
        assertThat(Members.value(copy, "SourceKey")).isEqualTo("a key");
        assertThat(Members.value(copy, "SourceVersionId")).isEqualTo("3");
    }

    @Test
    void an_absent_idempotency_token_is_not_invented() {
        SdkPojo absent = calls.query(SdkPojo.class, "ec2", "Action=RunInstances&MinCount=1&MaxCount=1");
        SdkPojo present = calls.query(SdkPojo.class, "ec2", "Action=RunInstances&MinCount=1&MaxCount=1&ClientToken=t");
        assertThat(Members.value(absent, "ClientToken")).isNull();
        assertThat(Members.value(present, "ClientToken")).isEqualTo("t");
    }

    private void refused(RequestHead head, String body, String code, String message) {
        assertThatThrownBy(() -> calls.decode(head, Calls.bytes(body)))
                .isInstanceOfSatisfying(AwsException.class, e -> {
                    assertThat(e.message()).isEqualTo(message);
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.status()).isEqualTo(400);
                });
    }
}
