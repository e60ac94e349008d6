package dev.cloudlet.iam.accesskey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class SecretCipherTest {
    private final SecretCipher cipher = new SecretCipher(new byte[32]);

    @Property(tries = 100)
    void whatIsSealedOpens(@ForAll String id, @ForAll String secret) {
        assertThat(cipher.open(id, cipher.seal(id, secret))).isEqualTo(printable(secret));
    }

    @Property(tries = 50)
    void oneChangedByteOpensNothing(@ForAll @IntRange(max = 39) int at) {
        byte[] sealed = cipher.seal("AKIA", "0123456789ab");
        sealed[at] ^= 1;
        assertThatThrownBy(() -> cipher.open("AKIA", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Example
    void theSameSecretIsSealedAnotherWayEachTime() {
        assertThat(cipher.seal("AKIA", "secret")).isNotEqualTo(cipher.seal("AKIA", "secret"));
    }

    /** UTF-8 has no way to write half a surrogate pair. */
    private static String printable(String text) {
        return new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8), java.nio.charset.StandardCharsets.UTF_8);
    }
}
