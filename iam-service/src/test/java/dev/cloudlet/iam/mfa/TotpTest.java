package dev.cloudlet.iam.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final Totp TOTP = new Totp("12345678901234567890".getBytes(StandardCharsets.US_ASCII));
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);

    /** The examples of RFC 6238, of whose eight digits the last six are left. */
    @ParameterizedTest
    @CsvSource({"59, 287082", "1111111109, 081804", "1111111111, 050471", "1234567890, 005924", "20000000000, 353130"})
    void codesAreThoseOfTheStandard(long second, String code) {
        assertThat(TOTP.code(Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void aCodeIsGoodOnceAndNearItsTime() {
        long step = Totp.step(NOW);

        assertThat(TOTP.step("081804", NOW, 0)).hasValue(step);
        assertThat(TOTP.step("081804", NOW.plusSeconds(30), 0)).hasValue(step);
        assertThat(TOTP.step("081804", NOW, step)).isEmpty();
        assertThat(TOTP.step("081804", NOW.plusSeconds(90), 0)).isEmpty();
        assertThat(TOTP.step("081805", NOW, 0)).isEmpty();
        assertThat(TOTP.step("", NOW, 0)).isEmpty();
    }

    @Test
    void twoCodesHaveToFollowEachOther() {
        long step = Totp.step(NOW);

        assertThat(TOTP.second(TOTP.code(step), TOTP.code(step + 1), NOW, 0, 1)).hasValue(step + 1);
        assertThat(TOTP.second(TOTP.code(step), TOTP.code(step + 2), NOW, 0, 1)).isEmpty();
        assertThat(TOTP.second(TOTP.code(step), TOTP.code(step), NOW, 0, 1)).isEmpty();
    }

    @Test
    void seedsAreShownInBase32() {
        assertThat(Base32.encode("12345678901234567890".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }
}
