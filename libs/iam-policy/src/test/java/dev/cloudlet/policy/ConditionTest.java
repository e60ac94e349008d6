package dev.cloudlet.policy;

import static dev.cloudlet.policy.Cases.ACCOUNT;
import static dev.cloudlet.policy.Cases.ALICE;
import static dev.cloudlet.policy.Cases.OBJECT;
import static dev.cloudlet.policy.Cases.alone;
import static dev.cloudlet.policy.Cases.identity;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every operator, with and without its prefixes and suffix. In the tables a space separates values. */
class ConditionTest {
    @ParameterizedTest(name = "{0} {1} holds for {2}: {3}")
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "StringEquals, blue, blue, true",
                "StringEquals, blue, Blue, false",
                "StringEquals, b*, blue, false",
                "StringEquals, red blue, blue, true",
                "StringNotEquals, red blue, blue, false",
                "StringNotEquals, red blue, green, true",
                "StringEqualsIgnoreCase, BLUE, blue, true",
                "StringNotEqualsIgnoreCase, BLUE, blue, false",
                "StringLike, b*e, blue, true",
                "StringLike, b?ue, blue, true",
                "StringLike, b?e, blue, false",
                "StringLike, B*, blue, false",
                "StringNotLike, b* r*, blue, false",
                "StringNotLike, b* r*, green, true",
                "NumericEquals, 10, 10.0, true",
                "NumericEquals, 10, 1e1, true",
                "NumericNotEquals, 10, 11, true",
                "NumericLessThan, 10, 9.99, true",
                "NumericLessThan, 10, 10, false",
                "NumericLessThanEquals, 10, 10, true",
                "NumericGreaterThan, -1, 0, true",
                "NumericGreaterThanEquals, 10, 9, false",
                "NumericLessThan, 10, ten, false",
                "NumericNotEquals, 10, ten, true",
                "NumericLessThan, ten, 9, false",
                "DateEquals, 2020-01-01T00:00:00Z, 2020-01-01, true",
                "DateEquals, 2020-01-01T00:00:00Z, 1577836800, true",
                "DateEquals, 2020-01-01T01:00:00+01:00, 2020-01-01T00:00:00Z, true",
                "DateEquals, 2020-01-01T00:00:00-0130, 2020-01-01T01:30:00Z, true",
                "DateNotEquals, 2020-01-01, 2020-01-02, true",
                "DateGreaterThan, 2020-01-01T00:00:01Z, 2020-01-01T00:00:01.001Z, true",
                "DateGreaterThan, 2020-01-01T00:00:01Z, 2020-01-01T00:00:01Z, false",
                "DateGreaterThanEquals, 2020-01-01T00:00:01Z, 2020-01-01T00:00:01Z, true",
                "DateLessThan, 2020-01, 2019-12-31T23:59:59Z, true",
                "DateLessThanEquals, 2020-01, 2020-02, false",
                "DateLessThan, 2020-01-01, tomorrow, false",
                "Bool, true, True, true",
                "Bool, true, false, false",
                "Bool, yes, yes, false",
                "BinaryEquals, QmluYXJ5VmFsdWVJbkJhc2U2NA==, QmluYXJ5VmFsdWVJbkJhc2U2NA==, true",
                "BinaryEquals, QmluYXJ5VmFsdWVJbkJhc2U2NA==, QmluYXJ5, false",
                "BinaryEquals, QmluYXJ5, !, false",
                "IpAddress, 203.0.113.0/24, 203.0.113.255, true",
                "IpAddress, 203.0.113.0/24, 203.0.114.0, false",
                "IpAddress, 203.0.113.7, 203.0.113.7, true",
                "IpAddress, 203.0.113.7, 203.0.113.8, false",
                "IpAddress, 203.0.113.128/25, 203.0.113.127, false",
                "IpAddress, 0.0.0.0/0, 203.0.113.7, true",
                "IpAddress, 0.0.0.0/0, 2001:db8::1, false",
                "IpAddress, 2001:DB8:1234:5678::/64, 2001:db8:1234:5678:ffff::1, true",
                "IpAddress, 2001:DB8:1234:5678::/64, 2001:db8:1234:5679::1, false",
                "IpAddress, 203.0.113.0/24, localhost, false",
                "IpAddress, 203.0.113.0/33, 203.0.113.0, false",
                "NotIpAddress, 203.0.113.0/24 198.51.100.0/24, 198.51.100.7, false",
                "NotIpAddress, 203.0.113.0/24 198.51.100.0/24, 192.0.2.1, true",
                "ArnEquals, arn:aws:sns:*:111122223333:topic-?, arn:aws:sns:us-east-1:111122223333:topic-1, true",
                "ArnLike, arn:aws:sns:*:111122223333:topic-?, arn:aws:sns:us-east-1:111122223333:topic-12, false",
                "ArnLike, arn:aws:s3:::b/*, arn:aws:s3:::b/x:y/z, true",
                "ArnNotEquals, arn:aws:sns:*:111122223333:*, arn:aws:sns:us-east-1:111122223333:t, false",
                "ArnNotLike, arn:aws:sns:*:111122223333:*, arn:aws:sns:us-east-1:444455556666:t, true",
                "ArnLike, *, arn:aws:sns:us-east-1:444455556666:t, true",
                "ArnLike, arn:aws:sns:*, no-arn, false",
            })
    void comparesOneValue(String operator, String policy, String request, boolean holds) {
        assertThat(holds(operator, values(policy), values(request))).isEqualTo(holds);
    }

    /** The user guide's example: the wildcard of an ARN stays within its part, that of a string does not. */
    @Test
    void arnOperatorsCompareEachPart() {
        List<String> pattern = List.of("arn:aws:someservice:*:111122223333:finance/*");
        List<String> arn =
                List.of("arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt");
        assertThat(holds("StringLike", pattern, arn)).isTrue();
        assertThat(holds("ArnLike", pattern, arn)).isFalse();
    }

    @ParameterizedTest(name = "{0} holds for a missing key: {1}")
    @CsvSource({
        "StringEquals, false",
        "StringNotEquals, true",
        "StringLike, false",
        "StringNotLike, true",
        "NumericLessThan, false",
        "NumericNotEquals, true",
        "DateNotEquals, true",
        "Bool, false",
        "BinaryEquals, false",
        "IpAddress, false",
        "NotIpAddress, true",
        "ArnLike, false",
        "ArnNotEquals, true",
        "StringEqualsIfExists, true",
        "StringNotEqualsIfExists, true",
        "BoolIfExists, true",
        "ForAllValues:StringEquals, true",
        "ForAllValues:StringNotEquals, true",
        "ForAnyValue:StringEquals, false",
        "ForAnyValue:StringNotEquals, false",
        "ForAnyValue:StringEqualsIfExists, true",
    })
    void missingKeys(String operator, boolean holds) {
        assertThat(holds(operator, List.of("1"), List.of())).isEqualTo(holds);
    }

    @Test
    void ifExistsStillComparesWhatIsThere() {
        assertThat(holds("StringLikeIfExists", List.of("t2.*"), List.of("t2.micro")))
                .isTrue();
        assertThat(holds("StringLikeIfExists", List.of("t2.*"), List.of("m5.large")))
                .isFalse();
    }

    @ParameterizedTest(name = "Null {0} holds for \"{1}\": {2}")
    @CsvSource({"true, '', true", "false, '', false", "true, x, false", "false, x, true", "TRUE, '', true"})
    void nullAsksWhetherTheKeyIsThere(String policy, String request, boolean holds) {
        assertThat(holds("Null", List.of(policy), values(request))).isEqualTo(holds);
    }

    /** The table of the user guide, "Evaluation logic for condition set operators". */
    @ParameterizedTest(name = "{0} of {1} for {2}: {3}")
    @CsvSource({
        "ForAllValues:StringEquals, PostDateTime Message Tags, PostDateTime Message, true",
        "ForAllValues:StringEquals, PostDateTime Message Tags, PostDateTime UserName, false",
        "ForAnyValue:StringEquals, PostDateTime Message Tags, PostDateTime UserName, true",
        "ForAnyValue:StringEquals, ID UserName, PostDateTime Message, false",
        "ForAllValues:StringNotEquals, ID UserName, PostDateTime Message, true",
        "ForAllValues:StringNotEquals, ID UserName, PostDateTime ID, false",
        "ForAnyValue:StringNotEquals, ID UserName, PostDateTime ID, true",
        "ForAnyValue:StringNotEquals, ID UserName, UserName ID, false",
        "ForAnyValue:StringLike, Post*, PostDateTime ID, true",
        "ForAllValues:NumericLessThan, 10, 1 2 3, true",
        "ForAllValues:NumericLessThan, 10, 1 20 3, false",
    })
    void sets(String operator, String policy, String request, boolean holds) {
        assertThat(holds(operator, values(policy), values(request))).isEqualTo(holds);
    }

    @Test
    void anEmptyStringIsAnEmptySet() {
        assertThat(holds("ForAllValues:StringEquals", List.of("a"), List.of("")))
                .isTrue();
        assertThat(holds("ForAnyValue:StringEquals", List.of(""), List.of(""))).isFalse();
        assertThat(holds("StringEquals", List.of(""), List.of(""))).isTrue();
    }

    @Test
    void keysAreComparedWithoutCase() {
        NamedPolicy policy = allowing("{\"StringEquals\":{\"S3:Prefix\":\"x\"}}");
        assertThat(decide(
                        policy, ConditionContext.builder().put("s3:prefix", "x").build()))
                .isTrue();
    }

    @Test
    void allKeysAndOperatorsHaveToHold() {
        NamedPolicy policy = allowing(
                "{\"StringEquals\":{\"s3:prefix\":\"x\",\"s3:delimiter\":\"/\"},\"NumericLessThan\":{\"s3:max-keys\":10}}");
        ConditionContext all = ConditionContext.builder()
                .put("s3:prefix", "x")
                .put("s3:delimiter", "/")
                .put("s3:max-keys", "9")
                .build();
        assertThat(decide(policy, all)).isTrue();
        assertThat(decide(policy, all.toBuilder().put("s3:max-keys", "10").build()))
                .isFalse();
        assertThat(decide(policy, all.toBuilder().put("s3:delimiter").build())).isFalse();
    }

    @Test
    void numbersAndBooleansMayStandWithoutQuotes() {
        NamedPolicy policy =
                allowing("{\"Bool\":{\"aws:SecureTransport\":true},\"NumericEquals\":{\"s3:max-keys\":[1,2]}}");
        ConditionContext context = ConditionContext.builder()
                .put("aws:SecureTransport", "true")
                .put("s3:max-keys", "2")
                .build();
        assertThat(decide(policy, context)).isTrue();
    }

    @Test
    void theCallerCannotBeForgedByTheContext() {
        NamedPolicy policy = allowing("{\"StringEquals\":{\"aws:username\":\"Admin\"}}");
        ConditionContext forged =
                ConditionContext.builder().put("aws:UserName", "Admin").build();
        assertThat(decide(policy, forged)).isFalse();
    }

    private static boolean holds(String operator, List<String> policy, List<String> request) {
        String values = String.join("\",\"", policy);
        NamedPolicy document = allowing("{\"" + operator + "\":{\"test:key\":[\"" + values + "\"]}}");
        return decide(
                document, ConditionContext.builder().put("test:key", request).build());
    }

    private static NamedPolicy allowing(String condition) {
        return identity(
                "p", "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\",\"Condition\":" + condition + "}");
    }

    private static boolean decide(NamedPolicy policy, ConditionContext context) {
        AccessRequest request = new AccessRequest(ALICE, "s3:GetObject", OBJECT, ACCOUNT, context);
        return Evaluator.decide(request, alone(policy)).allowed();
    }

    private static List<String> values(String spaced) {
        return spaced.isEmpty() ? List.of() : Arrays.asList(spaced.split(" "));
    }
}
