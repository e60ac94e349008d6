package dev.cloudlet.compute.agent;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "**, a/b, true",
        "*, a, true",
        "*, a/b, false",
        "*.sh, start.sh, true",
        "*.sh, start.sh.bak, false",
        "*.sh, bin/start.sh, false",
        "a*b*c, aXbbYc, true",
        "a*b*c, acb, false",
        "'', a, false",
        "a?, ab, false",
        "bin/*, bin/start, false",
    })
    void saysWhichNamesAreMeant(String pattern, String name, boolean meant) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(meant);
    }

    @Property
    void isWhatTheRegularExpressionSays(
            @ForAll @CharRange(from = 'a', to = 'b') @CharRange(from = '*', to = '*') @StringLength(max = 7)
                    String pattern,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 9) String name) {
        assertThat(NamePattern.matches(pattern, name)).isEqualTo(name.matches(pattern.replace("*", ".*")));
    }
}
