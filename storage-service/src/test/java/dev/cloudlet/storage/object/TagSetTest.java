package dev.cloudlet.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagSetTest {
    @Test
    void aHeaderIsWrittenLikeAQuery() {
        assertThat(TagSet.ofHeader("a=b&c=d%20e&f=&g"))
                .containsExactly(Map.entry("a", "b"), Map.entry("c", "d e"), Map.entry("f", ""), Map.entry("g", ""));
        assertThat(TagSet.ofHeader("")).isEmpty();
        assertThat(TagSet.ofHeader(null)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&a=2, InvalidTag",
        "=1, InvalidTag",
        "aws:a=1, InvalidTag",
        "a=%7B, InvalidTag",
        "a=%ZZ, InvalidArgument",
        "a=1&b=2&c=3&d=4&e=5&f=6&g=7&h=8&i=9&j=10&k=11, BadRequest"
    })
    void tagsHaveRules(String header, String code) {
        assertThatThrownBy(() -> TagSet.ofHeader(header))
                .isInstanceOfSatisfying(
                        AwsException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void lengthsAreLimited() {
        assertThat(TagSet.ofHeader("k".repeat(128) + "=" + "v".repeat(256))).hasSize(1);
        assertThatThrownBy(() -> TagSet.ofHeader("k".repeat(129) + "=v")).isInstanceOf(AwsException.class);
        assertThatThrownBy(() -> TagSet.ofHeader("k=" + "v".repeat(257))).isInstanceOf(AwsException.class);
    }
}
