package dev.cloudlet.kit.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.kit.app.CloudletSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class IntroductionTest {
    private static final InetSocketAddress MACHINE = new InetSocketAddress("172.31.7.200", 50_123);
    private static final InetSocketAddress ENDPOINT = new InetSocketAddress("169.254.169.252", 4566);

    private final Introduction introduction = of("a secret of this cloud that is long enough");

    private static Introduction of(String token) {
        return new Introduction(
                new CloudletSettings(URI.create("http://localhost:4566"), Path.of("."), "000000000000", token));
    }

    @Test
    void tells_who_is_at_the_other_end() {
        byte[] head = introduction.of(MACHINE, ENDPOINT);

        assertThat(head).hasSize(Introduction.BYTES);
        assertThat(introduction.client(head)).contains(MACHINE);
        for (int length = 0; length <= head.length; length++) {
            assertThat(Introduction.mayBegin(Arrays.copyOf(head, length))).isTrue();
        }
    }

    @Test
    void nobody_else_can_write_one() {
        byte[] head = introduction.of(MACHINE, ENDPOINT);
        for (int at = 0; at < head.length; at++) {
            byte[] changed = head.clone();
            changed[at] ^= 1;
            assertThat(introduction.client(changed)).as("byte %s", at).isEmpty();
        }
        assertThat(of("a secret of another cloud, as long as that").client(head))
                .isEmpty();
        assertThat(introduction.client(Arrays.copyOf(head, head.length - 1))).isEmpty();
    }

    @Test
    void nobody_is_introduced_as_somebody_at_this_host() {
        byte[] head = introduction.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_123), ENDPOINT);
        assertThat(introduction.client(head)).isEmpty();
    }

    @Test
    void no_request_is_taken_for_one() {
        assertThat(Introduction.mayBegin("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
        assertThat(Introduction.mayBegin("\r\nGET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII)))
                .isFalse();
    }
}
