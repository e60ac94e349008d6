package dev.cloudlet.compute.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What anybody inside a VPC may send. */
@Timeout(20)
final class QueryTest {
    private static Query asked(byte[] message) {
        return ((Query.Parsed.Asked) Query.parse(message)).query();
    }

    private static int refused(byte[] message) {
        return ((Query.Parsed.Refused) Query.parse(message)).code();
    }

    @Test
    void a_question_is_read_whatever_its_spelling() {
        Query query = asked(Messages.question(4711, "IP-10-0-1-2.ec2.Internal", Messages.AAAA));

        assertThat(query.id()).isEqualTo(4711);
        assertThat(query.name()).isEqualTo("ip-10-0-1-2.ec2.internal");
        assertThat(query.type()).isEqualTo(28);
        assertThat(query.edns()).isZero();
        assertThat(new String(query.question(), java.nio.charset.StandardCharsets.US_ASCII))
                .as("the answer repeats the spelling")
                .contains("IP-10-0-1-2");
    }

    @Test
    void what_the_asker_can_take_is_read() {
        assertThat(asked(Messages.question(1, "a.b", 1, 4096)).edns()).isEqualTo(4096);
        assertThat(asked(Messages.question(1, "a.b", 1, 100)).edns())
                .as("nobody can take less than this")
                .isEqualTo(512);
    }

    @Test
    void the_root_is_a_name() {
        assertThat(asked(Messages.question(1, 0x0100, new byte[1], 2, 0)).name())
                .isEmpty();
    }

    @Test
    void bytes_that_no_host_name_has_cannot_make_one_name_look_like_another() {
        byte[] name = {3, 'a', '.', 'b', 0};
        assertThat(asked(Messages.question(1, 0, name, 1, 0)).name()).isEqualTo("a?b");
        assertThat(asked(Messages.question(1, 0, new byte[] {2, 'a', 0, 0}, 1, 0))
                        .name())
                .isEqualTo("a?");
    }

    @Test
    void names_that_refer_to_themselves_or_elsewhere_are_malformed() {
        byte[] toItself = {(byte) 0xC0, 12};
        byte[] toTheHeader = {(byte) 0xC0, 0};
        byte[] afterALabel = {1, 'a', (byte) 0xC0, 12};
        byte[] toWhatFollows = {(byte) 0xC0, 14};
        byte[] outside = {(byte) 0xFF, (byte) 0xFF};
        for (byte[] name : new byte[][] {toItself, toTheHeader, afterALabel, toWhatFollows, outside}) {
            assertThat(refused(Messages.question(1, 0, name, 1, 0))).isEqualTo(Answer.FORMAT_ERROR);
        }
    }

    @Test
    void names_and_labels_have_their_limits() {
        assertThat(asked(Messages.question(1, "a".repeat(63) + ".b", 1)).name()).hasSize(65);
        byte[] label = new byte[66];
        label[0] = 64;
        assertThat(refused(Messages.question(1, 0, label, 1, 0))).isEqualTo(Answer.FORMAT_ERROR);

        String longest = "a".repeat(63) + "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(61);
        assertThat(asked(Messages.question(1, longest, 1)).name()).isEqualTo(longest);
        assertThat(refused(Messages.question(1, longest + "e", 1))).isEqualTo(Answer.FORMAT_ERROR);
    }

    @Test
    void a_question_that_is_cut_anywhere_is_malformed() {
        byte[] whole = Messages.question(7, "example.com", 1, 1232);
        for (int length = 0; length < whole.length; length++) {
            Query.Parsed parsed = Query.parse(Arrays.copyOf(whole, length));
            if (length < 12) {
                assertThat(parsed).isInstanceOf(Query.Parsed.Noise.class);
            } else {
                assertThat(parsed).isEqualTo(new Query.Parsed.Refused(7, 0x0100, Answer.FORMAT_ERROR));
            }
        }
    }

    @Test
    void an_answer_is_never_answered() {
        byte[] message = Messages.question(1, "example.com", 1);
        message[2] |= (byte) 0x80;
        assertThat(Query.parse(message)).isInstanceOf(Query.Parsed.Noise.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 5})
    void other_things_than_questions_are_not_implemented(int operation) {
        byte[] message = Messages.question(1, operation << 11, Messages.encoded("example.com"), 1, 0);
        assertThat(refused(message)).isEqualTo(Answer.NOT_IMPLEMENTED);
    }

    @Test
    void one_question_at_a_time() {
        for (int at : new int[] {4, 6, 8}) {
            byte[] message = Messages.question(1, "example.com", 1);
            ByteBuffer.wrap(message).putShort(at, (short) (at == 4 ? 2 : 1));
            assertThat(refused(message)).isEqualTo(Answer.FORMAT_ERROR);
        }
        byte[] none = Messages.question(1, "example.com", 1);
        ByteBuffer.wrap(none).putShort(4, (short) 0);
        assertThat(refused(none)).isEqualTo(Answer.FORMAT_ERROR);
        byte[] manyMore = Messages.question(1, "example.com", 1);
        ByteBuffer.wrap(manyMore).putShort(10, (short) 65_535);
        assertThat(refused(manyMore)).isEqualTo(Answer.FORMAT_ERROR);
    }

    @Test
    void only_the_internet_has_names_here() {
        byte[] chaos = Messages.question(1, "version.bind", 16);
        chaos[chaos.length - 1] = 3;
        assertThat(refused(chaos)).isEqualTo(Answer.REFUSED);
    }

    @Test
    void noise_is_read_as_something_in_no_time() {
        Random random = new Random(20261121);
        byte[] start = Messages.question(1, "a.example.com", 1, 4096);
        for (int message = 0; message < 50_000; message++) {
            byte[] bytes = new byte[random.nextInt(600)];
            random.nextBytes(bytes);
            // Half of them begin well, or none would come further than the header.
            if (random.nextBoolean()) {
                System.arraycopy(start, 0, bytes, 0, Math.min(bytes.length, 12 + random.nextInt(start.length - 11)));
            }
            switch (Query.parse(bytes)) {
                case Query.Parsed.Noise noise ->
                    assertThat(bytes.length < 12 || bytes[2] < 0).isTrue();
                case Query.Parsed.Refused refused ->
                    assertThat(Answer.refusal(refused)).hasSize(12);
                case Query.Parsed.Asked(Query query) ->
                    assertThat(Answer.datagram(query, Answer.empty(query, Answer.NAME_ERROR)).length)
                            .isLessThanOrEqualTo(512);
            }
        }
    }
}
