package dev.cloudlet.kit.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import dev.cloudlet.protocol.CommonError;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    @Test
    void pagesFollowEachOtherToTheEnd() {
        List<Integer> all = List.of(1, 2, 3, 4, 5);
        List<List<Integer>> pages = new ArrayList<>();
        String token = null;
        do {
            Page<Integer> page = Page.of(all, token, 2, PageTest::refusal);
            pages.add(page.items());
            token = page.nextToken();
        } while (token != null);
        assertThat(pages).containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    }

    @Test
    void aListThatHasShrunkEndsEarly() {
        assertThat(Page.of(List.of(1), PageToken.of(4), 2, PageTest::refusal)).isEqualTo(new Page<>(List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "at:2",
                "1",
                "2\u001f2",
                "1\u001f-2",
                "1\u001f2\u001f3",
                "1\u001fx",
                "1\u001f\0",
                "1\u001f99999999999999999999"
            })
    void aTokenThatAClientMadeIsRefused(String text) {
        String token = Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> Page.of(List.of(1, 2, 3), token, 2, PageTest::refusal))
                .hasMessage("no such token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_w", "MQ=x"})
    void whatIsNotEvenATokenIsRefused(String token) {
        assertThatThrownBy(() -> PageToken.parts(token, 1, PageTest::refusal)).hasMessage("no such token");
    }

    @Test
    void partsComeBack() {
        assertThat(PageToken.parts(PageToken.of("a/b", 7), 2, PageTest::refusal))
                .containsExactly("a/b", "7");
        assertThat(PageToken.parts(null, 2, PageTest::refusal)).isEmpty();
    }

    private static AwsException refusal() {
        return CommonError.VALIDATION_ERROR.of("no such token");
    }
}
