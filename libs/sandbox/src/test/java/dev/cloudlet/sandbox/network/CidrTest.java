package dev.cloudlet.sandbox.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.sandbox.SandboxException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CidrTest {
    @Property
    void whatIsWrittenIsReadAgain(@ForAll int base, @ForAll @IntRange(max = 32) int prefix) {
        Cidr cidr = new Cidr(base, prefix);

        assertThat(Cidr.parse(cidr.toString())).isEqualTo(cidr);
    }

    @Property
    void aBlockHoldsItsFirstAndLastAddressAndOverlapsItself(@ForAll int base, @ForAll @IntRange(max = 32) int prefix) {
        Cidr cidr = new Cidr(base, prefix);

        assertThat(cidr.contains(cidr.first())).isTrue();
        assertThat(cidr.contains(cidr.at(cidr.size() - 1))).isTrue();
        assertThat(cidr.overlaps(cidr)).isTrue();
        assertThat(cidr.overlaps(Cidr.ANYWHERE)).isTrue();
    }

    @Property
    void blocksOverlapWhenOneHoldsTheOthersFirst(
            @ForAll int a,
            @ForAll @IntRange(max = 32) int aPrefix,
            @ForAll int b,
            @ForAll @IntRange(max = 32) int bPrefix) {
        Cidr one = new Cidr(a, aPrefix);
        Cidr other = new Cidr(b, bPrefix);

        assertThat(one.overlaps(other)).isEqualTo(one.contains(other.first()) || other.contains(one.first()));
    }

    @Test
    void slicesFollowEachOther() {
        Cidr block = Cidr.parse("198.18.0.0/15");

        assertThat(block.slice(20, 0)).hasToString("198.18.0.0/20");
        assertThat(block.slice(20, 31)).hasToString("198.19.240.0/20");
        assertThatThrownBy(() -> block.slice(20, 32)).isInstanceOf(SandboxException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.256",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "::/0",
                "host",
                "1.2.3.4;x",
                "10.0.0.0/8\n",
                "٣.0.0.1"
            })
    void whatIsNoBlockIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text))
                .isInstanceOfSatisfying(
                        SandboxException.class, e -> assertThat(e.reason()).isEqualTo(SandboxException.Reason.INVALID));
    }
}
