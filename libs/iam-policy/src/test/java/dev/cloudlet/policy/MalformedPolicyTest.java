package dev.cloudlet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS answers to faulty policies. In the tables single quotes stand for double ones. */
class MalformedPolicyTest {
    private static final String SYNTAX = "Syntax errors in policy.";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "not json",
                "{'Version':'2012-10-17'}",
                "{'Version':'2012-10-17','Statement':[]}",
                "{'Version':'2012-10-17','Statement':'x'}",
                "{'Version':'2012-10-17','Statement':[[]]}",
                "{'Version':'2020-01-01','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}} {}",
                "{'Version':'2012-10-17','Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Owner':'me','Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Id':7,'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}",
            })
    void theWholeIsNoPolicy(String json) {
        assertMessage(PolicyKind.IDENTITY, json, SYNTAX);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Action':'s3:*','Resource':'*' | Syntax errors in policy.",
                "'Effect':'Permit','Action':'s3:*','Resource':'*' | Syntax errors in policy.",
                "'Effect':'allow','Action':'s3:*','Resource':'*' | The policy failed legacy parsing",
                "'Effect':'Allow','Effect':'Deny','Action':'s3:*','Resource':'*' | Syntax errors in policy.",
                "'Effect':'Allow','action':'s3:*','Resource':'*' | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','NotAction':'s3:*','Resource':'*' | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','NotResource':'*' | Syntax errors in policy.",
                "'Effect':'Allow','Action':7,'Resource':'*' | Syntax errors in policy.",
                "'Effect':'Allow','Resource':'*' | Policy statement must contain actions.",
                "'Effect':'Allow','Action':[],'Resource':'*' | Policy statement must contain actions.",
                "'Effect':'Allow','Action':'s3:*' | Policy statement must contain resources.",
                "'Effect':'Allow','Action':'s3:*','NotResource':[] | Policy statement must contain resources.",
                "'Effect':'Allow','Action':'GetObject','Resource':'*' | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                "'Effect':'Allow','Action':'s3:Get:Object','Resource':'*' | Actions/Condition can contain only one colon.",
                "'Effect':'Allow','Action':'s 3:Get','Resource':'*' | Vendor s 3 is not valid",
                "'Effect':'Allow','Action':'s3:*','Resource':'bucket' | Resource bucket must be in ARN format or \"*\".",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:awz:s3:::b' | Partition \"awz\" is not valid for resource \"arn:awz:s3:::b\".",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws' | Resource vendor must be fully qualified and cannot contain regexes.",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s*:::b' | Resource vendor must be fully qualified and cannot contain regexes.",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3::b' | The policy failed legacy parsing",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws::::b' | The policy failed legacy parsing",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:us-east-1::b' | Resource arn:aws:s3:us-east-1::b can not contain region information.",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:iam:us-east-1:1:user/x' | IAM resource arn:aws:iam:us-east-1:1:user/x cannot contain region information.",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${aws:username' | The policy failed legacy parsing",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:::b/${}' | The policy failed legacy parsing",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*' | Policy document should not specify a principal.",
                "'Sid':'not plain','Effect':'Allow','Action':'s3:*','Resource':'*' | Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':[] | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringIs':{'a:b':'c'}} | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'stringEquals':{'a:b':'c'}} | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'NullIfExists':{'a:b':'true'}} | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'a:b':{}}} | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':'c'} | Syntax errors in policy.",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateLessThan':{'a:b':'soon'}} | The policy failed legacy parsing",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateLessThan':{'a:b':'2020-13-01'}} | The policy failed legacy parsing",
            })
    void identityPolicies(String statement, String message) {
        assertMessage(PolicyKind.IDENTITY, document(statement), message);
    }

    @Test
    void identityPoliciesAreOfTheNewVersion() {
        String message = "Policy document must be version 2012-10-17 or greater.";
        String statement = "'Statement':{'Effect':'Allow','Action':'*','Resource':'*'}}";
        assertMessage(PolicyKind.IDENTITY, "{" + statement, message);
        assertMessage(PolicyKind.IDENTITY, "{'Version':'2008-10-17'," + statement, message);
    }

    @Test
    void namesOfStatementsAreUnique() {
        String same = "{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'}";
        assertMessage(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':[" + same + "," + same + "]}",
                "Statement IDs (SID) in a single policy must be unique.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Effect':'Allow','Action':'s3:*','Resource':'*' | Missing required field Principal",
                "'Effect':'Allow','Principal':{},'Action':'s3:*','Resource':'*' | Missing required field Principal cannot be empty!",
                "'Effect':'Allow','Principal':'*','Resource':'*' | Missing required field Action",
                "'Effect':'Allow','Principal':'*','Action':'s3:*' | Missing required field Resource",
                "'Principal':'*','Action':'s3:*','Resource':'*' | Missing required field Effect",
                "'Effect':'allow','Principal':'*','Action':'s3:*','Resource':'*' | Invalid effect: allow",
                "'Effect':'Allow','Principal':'*','Action':'Get','Resource':'*' | Policy has invalid action",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'b' | Policy has invalid resource",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*','X':1 | Unknown field X",
                "'Effect':'Allow','Principal':'Bob','Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'AWS':'Bob'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/*'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:group/g'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'AWS':'11112222333'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'Service':'*'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'Group':'g'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','NotPrincipal':{'AWS':'111122223333'},'Action':'s3:*','Resource':'*' | Allow with NotPrincipal is not allowed.",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'StringIs':{'a:b':'c'}} | Invalid Condition type : StringIs",
            })
    void bucketPolicies(String statement, String message) {
        assertMessage(PolicyKind.RESOURCE, document(statement), message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'Effect':'Allow','Action':'sts:AssumeRole' | Missing required field Principal",
                "'Effect':'Allow','Principal':{},'Action':'sts:AssumeRole' | Missing required field Principal cannot be empty!",
                "'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole' | AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".",
                "'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','Resource':'*' | Has prohibited field Resource",
                "'Effect':'Allow','Principal':{'AWS':'*'},'Action':'sts:AssumeRole','NotResource':'*' | AssumeRole policy must not contain resources.",
                "'Effect':'Allow','Principal':{'AWS':'*'},'Action':'*' | AssumeRole policy may only specify STS AssumeRole actions.",
                "'Effect':'Allow','Principal':{'AWS':'*'},'Action':'s3:GetObject' | AssumeRole policy may only specify STS AssumeRole actions.",
                "'Effect':'Deny','NotPrincipal':{'AWS':'111122223333'},'Action':'sts:AssumeRole' | AssumeRole policy must not contain NotPrincipal field.",
                "'Effect':'Allow','Principal':{'CanonicalUser':'abc'},'Action':'sts:AssumeRole' | Invalid principal in policy: \"CanonicalUser\":\"abc\"",
            })
    void trustPolicies(String statement, String message) {
        assertMessage(PolicyKind.TRUST, document(statement), message);
    }

    @Test
    void organizationsSayOneSentence() {
        assertMessage(
                PolicyKind.SCP,
                document("'Effect':'Allow','Action':'s3:*'"),
                "The provided policy document does not meet the requirements of the specified policy type.");
    }

    @Test
    void theFaultIsLocated() {
        String json = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {"Effect": "Allow", "Action": "s3:*", "Resource": "bucket"}
                  ]
                }""";
        MalformedPolicyException fault = catchThrowableOfType(
                MalformedPolicyException.class, () -> PolicyDocument.parse(json, PolicyKind.IDENTITY));
        assertThat(fault.line()).isEqualTo(4);
        assertThat(fault.column()).isEqualTo(55);
    }

    @Test
    void statementsKnowWhereTheyStand() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Version": "2012-10-17", "Statement": [
                  {"Effect": "Allow", "Action": "*", "Resource": "*"},
                  {"Effect": "Deny",
                   "Action": "*", "Resource": "*"}]}""", PolicyKind.IDENTITY);
        assertThat(policy.statements().get(1).span()).isEqualTo(new SourceSpan(3, 3, 4, 34));
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void deepNestingIsRefused(PolicyKind kind) {
        for (int depth : new int[] {20, 2_000, 200_000}) {
            assertThatExceptionOfType(MalformedPolicyException.class)
                    .isThrownBy(() -> PolicyDocument.parse("[".repeat(depth), kind));
            assertThatExceptionOfType(MalformedPolicyException.class)
                    .isThrownBy(() -> PolicyDocument.parse("{\"Statement\":".repeat(depth), kind));
        }
    }

    private static String document(String statement) {
        return "{'Version':'2012-10-17','Statement':{" + statement + "}}";
    }

    private static void assertMessage(PolicyKind kind, String json, String message) {
        assertThatExceptionOfType(MalformedPolicyException.class)
                .isThrownBy(() -> PolicyDocument.parse(json.replace('\'', '"'), kind))
                .withMessage(message);
    }
}
