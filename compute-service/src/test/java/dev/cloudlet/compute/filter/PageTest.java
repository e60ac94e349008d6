package dev.cloudlet.compute.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTest {
    private static List<String> keys(int count) {
        List<String> keys = new ArrayList<>(
                IntStream.range(0, count).mapToObj("key-%03d"::formatted).toList());
        Collections.shuffle(keys, new Random(count));
        return keys;
    }

    @Property(tries = 200)
    void thePagesTogetherAreTheWhole(
            @ForAll @IntRange(max = 60) int count, @ForAll @IntRange(min = 5, max = 20) int size) {
        List<String> all = keys(count);
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            Page<String> page = Page.of(all, Function.identity(), size, token);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(size);
            seen.addAll(page.items());
            token = page.next();
        } while (token != null);
        assertThat(seen).isEqualTo(all.stream().sorted().toList());
    }

    @Test
    void whatComesOrGoesInBetweenNeitherRepeatsNorHidesOthers() {
        List<String> all = new ArrayList<>(List.of("b", "c", "d", "e", "f", "g", "h"));
        Page<String> first = Page.of(all, Function.identity(), 5, null);
        all.removeAll(List.of("f", "c"));
        all.add("a");
        all.add("ff");
        assertThat(Page.of(all, Function.identity(), 5, first.next()).items()).containsExactly("ff", "g", "h");
    }

    @Test
    void isWholeWithoutALimit() {
        Page<String> page = Page.of(keys(1500), Function.identity(), null, null);
        assertThat(page.items()).hasSize(1500);
        assertThat(page.next()).isNull();
        assertThat(Page.of(keys(5), Function.identity(), 5, null).next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 4, 1001})
    void hasFiveToAThousandItems(int size) {
        assertThatThrownBy(() -> Page.of(keys(9), Function.identity(), size, null))
                .isInstanceOf(AwsException.class)
                .hasMessage("Value ( " + size
                        + " ) for parameter maxResults is invalid. Expecting a value between 5 and 1000.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense!", "=", "a", "%%%%", "a b"})
    void refusesATokenThatIsNone(String token) {
        assertThatThrownBy(() -> Page.of(keys(9), Function.identity(), 5, token))
                .isInstanceOf(AwsException.class);
    }

    @Test
    void doesNotMindATokenThatNothingFollows() {
        Page<String> last = Page.of(keys(6), Function.identity(), 5, null);
        assertThat(Page.of(List.<String>of(), Function.identity(), 5, last.next())
                        .items())
                .isEmpty();
    }
}
