package dev.cloudlet.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS stores, odd as it may look. In the tables single quotes stand for double ones. */
class AcceptedPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Action':'*','Resource':'*'",
                "'Effect':'Allow','Action':['*'],'Resource':['*','arn:aws:s3:::b']",
                "'Effect':'Allow','Action':'made-up:Action','Resource':'arn:aws:made-up:::x'",
                "'Effect':'Allow','Action':'s3:*','Resource':'arn:aws:s3:us-west-2:111122223333:accesspoint/a'",
                "'Effect':'Deny','Action':'iam:*','NotResource':'arn:aws:iam::*:root'",
                "'Sid':'','Effect':'Allow','Action':'s3:*','Resource':'*'",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{}",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{}}",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'a':[]}}",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':true}}",
                "'Effect':'Allow','Action':'s3:*','Resource':'*','Condition':{'DateLessThan':{'a':'2016-12-13t2:00:00.59+10'}}",
            })
    void identityPolicies(String statement) {
        accept(PolicyKind.IDENTITY, statement);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'*'",
                "{'AWS':'*'}",
                "{'AWS':'111122223333'}",
                "{'AWS':'arn:aws:iam::111122223333:root'}",
                "{'AWS':['arn:aws:iam::111122223333:user/path/Bob','arn:aws-cn:iam::111122223333:role/R']}",
                "{'AWS':'arn:aws:sts::111122223333:assumed-role/R/session@example.com'}",
                "{'AWS':'arn:aws:sts::111122223333:federated-user/bob'}",
                "{'AWS':'AROADBQP57FF2AEXAMPLE'}",
                "{'AWS':'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity EH1HDMB1FH2TC'}",
                "{'Service':['ec2.amazonaws.com','logs.us-east-1.amazonaws.com']}",
                "{'Federated':'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com'}",
                "{'CanonicalUser':'79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be','AWS':'111122223333'}",
            })
    void principals(String principal) {
        accept(
                PolicyKind.RESOURCE,
                "'Sid':'any name','Effect':'Allow','Principal':" + principal + ",'Action':'s3:*','Resource':'*'");
    }

    @Test
    void resourcesMayHaveAPolicyWithoutVersion() {
        PolicyDocument policy = PolicyDocument.parse("""
                {"Id": "P", "Statement": {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}}""", PolicyKind.RESOURCE);
        assertThat(policy.version()).isEqualTo("2008-10-17");
        assertThat(policy.kind()).isEqualTo(PolicyKind.RESOURCE);
        assertThat(policy.json()).startsWith("{\"Id\": \"P\"");
    }

    private static void accept(PolicyKind kind, String statement) {
        String json = "{'Version':'2012-10-17','Statement':[{" + statement + "}]}";
        assertThatNoException().isThrownBy(() -> PolicyDocument.parse(json.replace('\'', '"'), kind));
    }
}
