package dev.cloudlet.compute.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.sandbox.network.Cidr;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.QueryTimeoutException;

/** Answers of the cloud's own, and those of a name server of the host, played by this test. */
@Timeout(30)
final class ResolverTest {
    private static final Map<String, Found> KNOWN = Map.of(
            "web.elb.localhost",
            new Found.Addresses(List.of(Cidr.addressOf("10.0.1.7"), Cidr.addressOf("10.0.2.7"))),
            "7.1.0.10.in-addr.arpa",
            new Found.Name("ip-10-0-1-7.ec2.internal"),
            "ip-10-0-1-99.ec2.internal",
            new Found.Nothing(),
            "off.example.com",
            new Found.Off());

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<InetSocketAddress> servers = new ArrayList<>();
    private final AtomicInteger asked = new AtomicInteger();
    private Resolver resolver;

    @BeforeEach
    void start() {
        resolver = new Resolver(
                (vpc, query) -> {
                    if (query.name().equals("broken.example.com")) {
                        throw new QueryTimeoutException("the database is busy");
                    }
                    return KNOWN.getOrDefault(query.name(), new Found.Elsewhere());
                },
                new Upstream(() -> servers, Duration.ofMillis(500)));
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private byte[] answer(byte[] message) {
        return resolver.answer("vpc-1", message, false).orElseThrow();
    }

    @Test
    void the_clouds_own_names_are_answered_here() {
        byte[] question = Messages.question(5, "WEB.elb.localhost", Messages.A);
        byte[] answer = answer(question);

        assertThat(Messages.id(answer)).isEqualTo(5);
        assertThat(Messages.code(answer)).isZero();
        assertThat(Messages.addresses(answer, question.length)).containsExactly("10.0.1.7", "10.0.2.7");
        assertThat(Arrays.copyOfRange(answer, 12, question.length))
                .isEqualTo(Arrays.copyOfRange(question, 12, question.length));
        assertThat(asked).hasValue(0);
    }

    @Test
    void a_name_without_such_a_record_is_not_a_name_that_is_not_there() {
        byte[] none = answer(Messages.question(5, "web.elb.localhost", Messages.AAAA));
        assertThat(Messages.code(none)).isZero();
        assertThat(Messages.answers(none)).isZero();
        assertThat(Messages.code(answer(Messages.question(5, "ip-10-0-1-99.ec2.internal", Messages.A))))
                .isEqualTo(Answer.NAME_ERROR);
    }

    @Test
    void an_address_has_its_name() {
        byte[] answer = answer(Messages.question(5, "7.1.0.10.in-addr.arpa", Query.PTR));
        assertThat(Messages.answers(answer)).isEqualTo(1);
        assertThat(new String(answer, java.nio.charset.StandardCharsets.ISO_8859_1))
                .contains("\13ip-10-0-1-7\3ec2\10internal\0");
    }

    @Test
    void a_vpc_without_a_name_server_says_so() {
        assertThat(Messages.code(answer(Messages.question(5, "off.example.com", Messages.A))))
                .isEqualTo(Answer.REFUSED);
    }

    @Test
    void what_cannot_be_told_now_is_a_failure() {
        assertThat(Messages.code(answer(Messages.question(5, "broken.example.com", Messages.A))))
                .isEqualTo(Answer.SERVER_FAILURE);
    }

    @Test
    void other_names_are_asked_of_the_host_under_a_number_of_our_own() throws IOException {
        datagramServer(question -> reply(question, 16));
        byte[] answer = answer(Messages.question(77, "example.com", Messages.A, 1232));
        assertThat(Messages.id(answer)).isEqualTo(77);
        assertThat(Messages.answers(answer)).isEqualTo(1);
        assertThat(asked).hasValue(1);
    }

    @Test
    void answers_to_something_else_do_not_count() throws IOException {
        datagramServer(question -> {
            byte[] forged = reply(question, 16);
            forged[1]++;
            return forged;
        });
        datagramServer(question -> {
            byte[] other = reply(question, 16);
            other[14]++;
            return other;
        });
        datagramServer(question -> question);
        long began = System.nanoTime();
        assertThat(Messages.code(answer(Messages.question(77, "example.com", Messages.A))))
                .isEqualTo(Answer.SERVER_FAILURE);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(asked).as("each was asked once").hasValue(3);
    }

    @Test
    void a_server_that_is_silent_or_gone_makes_room_for_the_next() throws IOException {
        try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            servers.add(new InetSocketAddress(gone.getLocalAddress(), gone.getLocalPort()));
        }
        datagramServer(question -> new byte[0]);
        datagramServer(question -> reply(question, 16));
        assertThat(Messages.answers(answer(Messages.question(77, "example.com", Messages.A))))
                .isEqualTo(1);
    }

    @Test
    void without_a_server_there_is_no_answer() {
        assertThat(Messages.code(answer(Messages.question(77, "example.com", Messages.A))))
                .isEqualTo(Answer.SERVER_FAILURE);
    }

    @Test
    void a_long_answer_is_cut_for_who_cannot_take_it_and_whole_by_tcp() throws IOException {
        datagramServer(question -> reply(question, 1000));
        streamServer(question -> reply(question, 30_000));

        byte[] cut = answer(Messages.question(77, "example.com", Messages.A));
        assertThat(Messages.truncated(cut)).isTrue();
        assertThat(cut.length).isLessThan(100);
        assertThat(Messages.truncated(answer(Messages.question(77, "example.com", Messages.A, 1232))))
                .isFalse();

        byte[] whole = resolver.answer("vpc-1", Messages.question(78, "example.com", Messages.A), true)
                .orElseThrow();
        assertThat(whole.length).isGreaterThan(30_000);
        assertThat(Messages.id(whole)).isEqualTo(78);
    }

    @Test
    void a_stream_that_ends_in_the_middle_is_no_answer() throws IOException {
        streamServer(question -> new byte[0]);
        assertThat(Messages.code(resolver.answer("vpc-1", Messages.question(78, "example.com", Messages.A), true)
                        .orElseThrow()))
                .isEqualTo(Answer.SERVER_FAILURE);
    }

    @Test
    void the_host_says_whom_to_ask(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("resolv.conf");
        HostResolvers resolvers = new HostResolvers(file);
        assertThat(resolvers.get()).isEmpty();
        Files.writeString(file, """
                # nameserver 9.9.9.9
                search example.com
                nameserver 192.0.2.1
                nameserver not-an-address
                nameserver
                  nameserver\t2001:db8::1
                nameserver 192.0.2.3
                nameserver 192.0.2.4
                """);
        assertThat(resolvers.get())
                .extracting(each -> each.getAddress().getHostAddress() + " " + each.getPort())
                .containsExactly("192.0.2.1 53", "2001:db8:0:0:0:0:0:1 53", "192.0.2.3 53");
    }

    @Test
    void no_machine_takes_all_the_room() {
        Room room = new Room(3, 2);
        assertThat(room.enter("a")).isTrue();
        assertThat(room.enter("a")).isTrue();
        assertThat(room.enter("a")).isFalse();
        assertThat(room.enter("b")).isTrue();
        assertThat(room.enter("c")).isFalse();
        room.leave("a");
        assertThat(room.enter("c")).isTrue();
    }

    /** An answer with one record of that many bytes after the question. */
    private static byte[] reply(byte[] question, int bytes) {
        int end = 12 + Messages.encoded("example.com").length + 4;
        ByteBuffer out = ByteBuffer.allocate(end + bytes).put(question, 0, end);
        out.putShort(2, (short) 0x8180).putShort(6, (short) 1).putShort(10, (short) 0);
        return out.array();
    }

    private void datagramServer(UnaryOperator<byte[]> replies) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        open.add(socket);
        servers.add(new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort()));
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
                    socket.receive(packet);
                    asked.incrementAndGet();
                    byte[] reply = replies.apply(Arrays.copyOf(packet.getData(), packet.getLength()));
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    /** At the first server's port. */
    private void streamServer(UnaryOperator<byte[]> replies) throws IOException {
        int port = servers.isEmpty() ? 0 : servers.getFirst().getPort();
        ServerSocket listener = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        open.add(listener);
        if (servers.isEmpty()) {
            servers.add(new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort()));
        }
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    try (Socket client = listener.accept()) {
                        byte[] reply = replies.apply(Framed.read(new DataInputStream(client.getInputStream())));
                        byte[] framed = Framed.message(reply);
                        client.getOutputStream().write(framed, 0, reply.length == 0 ? 1 : framed.length);
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }
}
