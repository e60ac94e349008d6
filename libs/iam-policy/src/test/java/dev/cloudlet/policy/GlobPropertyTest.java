package dev.cloudlet.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobPropertyTest {
    @Property(tries = 3_000)
    void matchesAsTheRegularExpressionDoes(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
        String regex = pattern.replace("*", "[ab]*").replace("?", "[ab]");
        Glob glob = Template.parse(pattern, true, true).constantGlob();
        assertThat(glob.matches(text)).isEqualTo(Pattern.matches(regex, text));
        assertThat(glob.matches("x" + text + "y", 1, text.length() + 1)).isEqualTo(glob.matches(text));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("ab*?").ofMaxLength(7);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab").ofMaxLength(9);
    }
}
