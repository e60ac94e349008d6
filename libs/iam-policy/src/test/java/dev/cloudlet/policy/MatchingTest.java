package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.ACCOUNT;
import static dev.cloudlet.policy.Cases.ALICE;
import static dev.cloudlet.policy.Cases.BUILD;
import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.identity;
import static dev.cloudlet.policy.Cases.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.policy.Principal.User;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Actions, resources, wildcards and variables. */
class MatchingTest {
    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "*, s3:GetObject, true",
        "*:*, s3:GetObject, true",
        "s3:*, s3:GetObject, true",
        "s3:GetObject, s3:GetObject, true",
        "S3:getobject, s3:GetObject, true",
        "s3:Get*, s3:GetObjectAcl, true",
        "s3:*Object*, s3:DeleteObjectTagging, true",
        "s3:Get?bject, s3:GetObject, true",
        "s3:GetObject, s3:GetObjectAcl, false",
        "s3:Get, s3:GetObject, false",
        "s3:*, s3-object-lambda:GetObject, false",
        "ec2:*, s3:GetObject, false",
    })
    void actions(String pattern, String action, boolean covers) {
        NamedPolicy policy = identity("p", "{\"Effect\":\"Allow\",\"Action\":\"" + pattern + "\",\"Resource\":\"*\"}");
        assertThat(Evaluator.decide(request(ALICE, action, "arn:aws:s3:::b/k"), alone(policy))
                        .allowed())
                .isEqualTo(covers);
    }

    @ParameterizedTest(name = "{0} covers {1}: {2}")
    @CsvSource({
        "*, *, true",
        "*, arn:aws:s3:::b, true",
        "arn:aws:s3:::*, *, false",
        "arn:aws:s3:::b, arn:aws:s3:::b, true",
        "arn:aws:s3:::B, arn:aws:s3:::b, false",
        "arn:aws:s3:::b, arn:aws:s3:::b/k, false",
        "arn:aws:s3:::b/*, arn:aws:s3:::b, false",
        "arn:aws:s3:::b/*, arn:aws:s3:::b/, true",
        "arn:aws:s3:::b/*, arn:aws:s3:::b/x/y/z, true",
        "arn:aws:s3:::b/*/z, arn:aws:s3:::b/x/y/z, true",
        "arn:aws:s3:::b/*:z, arn:aws:s3:::b/x:y:z, true",
        "arn:aws:s3:::b?, arn:aws:s3:::bc, true",
        "arn:aws:s3:::b?, arn:aws:s3:::b, false",
        "arn:aws:ec2:*:111122223333:instance/*, arn:aws:ec2:us-east-1:111122223333:instance/i-1, true",
        "arn:aws:ec2:us-*-1:111122223333:instance/*, arn:aws:ec2:us-east-1:111122223333:instance/i-1, true",
        "arn:aws:ec2:*:111122223333:instance/*, arn:aws:ec2:us-east-1:444455556666:instance/i-1, false",
        "arn:aws:x:*:111122223333:t, arn:aws:x:r:444455556666:a:111122223333:t, false",
        "arn:aws:logs:*:*:log-group:/app/*, arn:aws:logs:us-east-1:1:log-group:/app/web:log-stream:s, true",
        "arn:aws:sqs, arn:aws:sqs:us-east-1:111122223333:queue, true",
        "arn:aws:sqs:us-east-1, arn:aws:sqs:us-east-2:111122223333:queue, false",
        "arn:*:s3:::b, arn:aws-cn:s3:::b, true",
    })
    void resources(String pattern, String resource, boolean covers) {
        NamedPolicy policy = identity("p", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"" + pattern + "\"}");
        assertThat(Evaluator.decide(request(ALICE, "any:Action", resource), alone(policy))
                        .allowed())
                .isEqualTo(covers);
    }

    @Test
    void notActionAndNotResourceAreTheRest() {
        NamedPolicy policy = identity("p", """
                {"Effect":"Allow","NotAction":["iam:*","s3:Delete*"],"NotResource":"arn:aws:s3:::secret/*"}""");
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::b/k")).isTrue();
        assertThat(allowed(policy, "s3:DeleteObject", "arn:aws:s3:::b/k")).isFalse();
        assertThat(allowed(policy, "iam:CreateUser", "arn:aws:iam::1:user/x")).isFalse();
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::secret/k")).isFalse();
    }

    @Test
    void aVariableIsTheCallersOwn() {
        NamedPolicy home = identity(
                "home",
                "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/home/${aws:username}/*\"}");
        assertThat(allowed(home, "s3:GetObject", "arn:aws:s3:::b/home/Alice/x")).isTrue();
        assertThat(allowed(home, "s3:GetObject", "arn:aws:s3:::b/home/Bob/x")).isFalse();
    }

    @Test
    void aVariableWithoutValueMatchesNothing() {
        NamedPolicy home = identity(
                "home", "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}*\"}");
        AccessRequest byRole = request(BUILD, "s3:GetObject", "arn:aws:s3:::b/x");
        assertThat(Evaluator.decide(byRole, alone(home)).allowed()).isFalse();
    }

    @Test
    void anExceptionThatCannotBeReadAllowsNothing() {
        NamedPolicy policy = identity(
                "p",
                "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"NotResource\":\"arn:aws:s3:::b/${aws:PrincipalTag/team}/*\"}");
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::b/x")).isFalse();
    }

    @Test
    void aDefaultStandsInForAMissingTag() {
        NamedPolicy policy = identity(
                "p",
                "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:PrincipalTag/team, 'company-wide'}/*\"}");
        User tagged = new User(ALICE.arn(), ALICE.userId(), Map.of("Team", "yellow"));
        AccessRequest yellow = request(tagged, "s3:GetObject", "arn:aws:s3:::b/yellow/x");
        assertThat(Evaluator.decide(yellow, alone(policy)).allowed()).isTrue();
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::b/company-wide/x"))
                .isTrue();
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::b/yellow/x")).isFalse();
    }

    @Test
    void whatAVariableBringsInIsPlainText() {
        NamedPolicy policy = identity(
                "p",
                "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:PrincipalTag/team}\"}");
        User star = new User(ALICE.arn(), ALICE.userId(), Map.of("team", "*"));
        assertThat(Evaluator.decide(request(star, "s3:GetObject", "arn:aws:s3:::b/x"), alone(policy))
                        .allowed())
                .isFalse();
        assertThat(Evaluator.decide(request(star, "s3:GetObject", "arn:aws:s3:::b/*"), alone(policy))
                        .allowed())
                .isTrue();
    }

    @Test
    void wildcardCharactersCanBeMeantLiterally() {
        NamedPolicy policy = identity(
                "p", "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${*}${?}${$}/*\"}");
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::b/*?$/x")).isTrue();
        assertThat(allowed(policy, "s3:GetObject", "arn:aws:s3:::b/ab$/x")).isFalse();
    }

    @Test
    void theOldVersionKnowsNoVariables() {
        String statement =
                "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/${aws:username}\"}";
        PolicyDocument old = PolicyDocument.parse(
                "{\"Version\":\"2008-10-17\",\"Statement\":" + statement + "}", PolicyKind.RESOURCE);
        PolicySet set = PolicySet.none().withResource(new NamedPolicy("b", old));
        assertThat(Evaluator.decide(request(ALICE, "s3:GetObject", "arn:aws:s3:::b/Alice"), set)
                        .allowed())
                .isFalse();
        assertThat(Evaluator.decide(request(ALICE, "s3:GetObject", "arn:aws:s3:::b/${aws:username}"), set)
                        .allowed())
                .isTrue();
    }

    @Test
    void variablesWorkInStringAndArnConditions() {
        NamedPolicy policy = identity("p", """
                {"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{
                  "StringLike":{"s3:prefix":["","home/${aws:username}/*"]},
                  "ArnEquals":{"aws:SourceArn":"arn:aws:sns:*:${aws:PrincipalAccount}:t"}}}""");
        ConditionContext own = ConditionContext.builder()
                .put("s3:prefix", "home/Alice/2020")
                .put("aws:SourceArn", "arn:aws:sns:us-east-1:111122223333:t")
                .build();
        assertThat(list(policy, own)).isTrue();
        assertThat(list(policy, own.toBuilder().put("s3:prefix", "home/Bob/").build()))
                .isFalse();
        assertThat(list(policy, own.toBuilder().put("s3:prefix", "").build())).isTrue();
    }

    private static boolean list(NamedPolicy policy, ConditionContext context) {
        AccessRequest request = new AccessRequest(ALICE, "s3:ListBucket", "arn:aws:s3:::b", ACCOUNT, context);
        return Evaluator.decide(request, alone(policy)).allowed();
    }

    /** A backtracking matcher would need longer than the universe is old. */
    @Test
    void aHostilePatternCostsAtMostLengthTimesLength() {
        String pattern = "a*".repeat(2_500) + "b";
        String key = "a".repeat(5_000);
        NamedPolicy policy = identity(
                "p", "{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"arn:aws:s3:::b/" + pattern + "\"}");
        boolean allowed = Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> allowed(policy, "s3:GetObject", "arn:aws:s3:::b/" + key));
        assertThat(allowed).isFalse();
    }

    private static boolean allowed(NamedPolicy policy, String action, String resource) {
        return Evaluator.decide(request(ALICE, action, resource), alone(policy)).allowed();
    }
}
