package dev.cloudlet.compute.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WildcardPatternTest {
    @ParameterizedTest
    @CsvSource({
        "web, web, true",
        "web, Web, false",
        "web*, web-1, true",
        "web*, web, true",
        "*web, the-web, true",
        "w?b, web, true",
        "w?b, wb, false",
        "w??, web, true",
        "*, anything, true",
        "a*b*c, a-b-b-c, true",
        "a*b*c, a-c-b, false",
        "'', '', true",
        "'', x, false",
        "*, '', true",
        "?, '', false",
        "\\*, *, true",
        "\\*, x, false",
        "a\\?b, a?b, true",
        "a\\?b, axb, false",
        "\\\\*, \\tmp, true",
        "end\\, end\\, true",
    })
    void matchesAsEc2Does(String pattern, String value, boolean matches) {
        assertThat(WildcardPattern.of(pattern).test(value)).isEqualTo(matches);
    }

    @Property
    void isWhatTheRegularExpressionSays(
            @ForAll @Chars({'a', 'b', '*', '?', '\\'}) @StringLength(max = 8) String pattern,
            @ForAll @Chars({'a', 'b', '*', '?', '\\'}) @StringLength(max = 8) String value) {
        StringBuilder regex = new StringBuilder();
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            if (c == '\\' && at + 1 < pattern.length()) {
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(++at))));
            } else {
                regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        assertThat(WildcardPattern.of(pattern).test(value)).isEqualTo(value.matches(regex.toString()));
    }

    @Test
    void noPatternTakesLong() {
        String pattern = "a*".repeat(100) + "b";
        String value = "a".repeat(5_000);
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThat(WildcardPattern.of(pattern).test(value)).isFalse());
    }
}
