package dev.cloudlet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is sent, the parser answers with a policy or with its own exception. */
class ParserPropertyTest {
    private static final String VALID = """
            {"Version":"2012-10-17","Id":"x","Statement":[
              {"Sid":"One","Effect":"Allow","Action":["s3:Get*","ec2:*"],"Resource":["arn:aws:s3:::b/${aws:username}/*","*"],
               "Condition":{"StringLikeIfExists":{"s3:prefix":["a","b*"]},"ForAnyValue:StringEquals":{"aws:TagKeys":"a"},
                 "IpAddress":{"aws:SourceIp":"10.0.0.0/8"},"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"},
                 "NumericLessThan":{"s3:max-keys":10},"Bool":{"aws:SecureTransport":true},
                 "ArnLike":{"aws:SourceArn":"arn:aws:sns:*:*:t"},"BinaryEquals":{"x:y":"QQ=="},"Null":{"a:b":"true"}}},
              {"Effect":"Deny","NotAction":"iam:*","NotResource":"arn:aws:s3:::c","Principal":{"AWS":["*","111122223333"],"Service":"a.b"}}]}""";
    private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|[\\[\\]{},:]|true|10");
    private static final List<String> OTHER_TOKENS = List.of(
            "null",
            "{}",
            "[]",
            "0",
            "-1e99999999",
            "\"\"",
            "\"*\"",
            "\"${\"",
            "\"${a,'b\"",
            "\"arn:\"",
            "\"::::::\"",
            "\"Resource\"",
            "\"Principal\"",
            "\"Condition\"",
            "\"NotPrincipal\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"\\ud800\"");

    @Property(tries = 300)
    void anyText(@ForAll String text, @ForAll PolicyKind kind) {
        parse(text, kind);
    }

    @Property(tries = 1_000)
    void aPolicyWithTokensReplaced(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(value = 4) List<@IntRange(max = 10_000) Integer> replacements,
            @ForAll PolicyKind kind) {
        String text = VALID;
        for (int i = 0; i < places.size(); i++) {
            text = replaceToken(text, places.get(i), OTHER_TOKENS.get(replacements.get(i) % OTHER_TOKENS.size()));
        }
        parse(text, kind);
    }

    @Property(tries = 1_000)
    void aPolicyWithCharactersReplaced(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places,
            @ForAll @Size(value = 4) List<Character> replacements,
            @ForAll PolicyKind kind) {
        StringBuilder text = new StringBuilder(VALID);
        for (int i = 0; i < places.size(); i++) {
            text.setCharAt(places.get(i) % text.length(), replacements.get(i));
        }
        parse(text.toString(), kind);
    }

    @Property(tries = 300)
    void aPolicyCutOff(@ForAll @IntRange(max = 10_000) int length, @ForAll PolicyKind kind) {
        parse(VALID.substring(0, length % VALID.length()), kind);
    }

    /** Throws what the parser throws beside its own exception. */
    private static void parse(String text, PolicyKind kind) {
        try {
            PolicyDocument policy = PolicyDocument.parse(text, kind);
            assertThat(policy.statements()).isNotEmpty();
        } catch (MalformedPolicyException fault) {
            assertThat(fault.getMessage()).isNotBlank();
            assertThat(fault.line()).isPositive();
            assertThat(fault.column()).isPositive();
        }
    }

    private static String replaceToken(String text, int place, String replacement) {
        Matcher tokens = TOKEN.matcher(text);
        List<MatchResult> found = tokens.results().toList();
        if (found.isEmpty()) {
            return text;
        }
        MatchResult token = found.get(place % found.size());
        return text.substring(0, token.start()) + replacement + text.substring(token.end());
    }
}
