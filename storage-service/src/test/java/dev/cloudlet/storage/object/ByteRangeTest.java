package dev.cloudlet.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.protocol.AwsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    private static final long SIZE = 10;

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 1",
        "bytes=0-9, 0, 10",
        "bytes=3-, 3, 7",
        "bytes=-4, 6, 4",
        "bytes=-400, 0, 10",
        "bytes=8-99999999999999999999, 0, 0",
        "bytes=8-9999999999999999999, 8, 2",
        "BYTES=1-2, 1, 2"
    })
    void ofTenBytes(String header, long from, long count) {
        ByteRange range = ByteRange.of(header, SIZE);
        if (count == 0) {
            assertThat(range).isNull();
        } else {
            assertThat(range).isEqualTo(new ByteRange(from, count));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-b",
                "bytes=5-3",
                "bytes=0-1,3-4",
                "lines=0-1",
                "bytes=1--2"
            })
    void whatIsNoRangeIsIgnored(String header) {
        assertThat(ByteRange.of(header, SIZE)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-, 10", "bytes=10-20, 10", "bytes=-0, 10", "bytes=0-, 0", "bytes=0-0, 0", "bytes=-1, 0"})
    void outsideOfTheObjectIsRefused(String header, long size) {
        assertThatThrownBy(() -> ByteRange.of(header, size)).isInstanceOfSatisfying(AwsException.class, e -> {
            assertThat(e.code()).isEqualTo("InvalidRange");
            assertThat(e.headers()).containsEntry("Content-Range", "bytes */" + size);
        });
    }
}
