package dev.cloudlet.compute.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MetadataTokensTest {
    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final InstantSource source = () -> now;
    private final MetadataTokens tokens = new MetadataTokens(source.withZone(ZoneOffset.UTC));

    @Test
    void isGoodForItsSeconds() {
        String token = tokens.issue("i-1", 60);
        assertThat(tokens.remaining(token, "i-1")).isEqualTo(60);
        now = now.plus(Duration.ofSeconds(59));
        assertThat(tokens.remaining(token, "i-1")).isEqualTo(1);
        now = now.plus(Duration.ofSeconds(1));
        assertThat(tokens.remaining(token, "i-1")).isNotPositive();
    }

    @Test
    void isNobodyElses() {
        assertThat(tokens.remaining(tokens.issue("i-1", 60), "i-2")).isZero();
    }

    @Test
    void isOfThisProcessOnly() {
        MetadataTokens others = new MetadataTokens(source.withZone(ZoneOffset.UTC));
        assertThat(tokens.remaining(others.issue("i-1", 60), "i-1")).isZero();
    }

    @Test
    void cannotBeMadeToLast() {
        String token = tokens.issue("i-1", 60);
        String later = Long.toString(now.plus(Duration.ofDays(1)).getEpochSecond(), 36);
        assertThat(tokens.remaining(later + token.substring(token.indexOf('.')), "i-1"))
                .isZero();
        assertThat(tokens.remaining(token.substring(0, token.length() - 1), "i-1"))
                .isZero();
        assertThat(tokens.remaining(token + "A", "i-1")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a", "a.", ".a", "zzzzzzzzzzzzzzzz.a", "-1.a", "\u00e9.\u00e9"})
    void whatIsNoTokenIsNotGood(String token) {
        assertThat(tokens.remaining(token, "i-1")).isZero();
    }
}
