package dev.cloudlet.compute.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host's name servers, one after the other, each once. Every question has a socket and a number of its own, so
 * that an answer is hard to guess for somebody who did not see the question.
 */
final class Upstream {
    private static final Logger log = LoggerFactory.getLogger(Upstream.class);
    private static final int LONGEST_DATAGRAM = 4096;

    private final Supplier<List<InetSocketAddress>> servers;
    private final Duration patience;
    private final SecureRandom random = new SecureRandom();

    /** @param patience with each server */
    Upstream(Supplier<List<InetSocketAddress>> servers, Duration patience) {
        this.servers = servers;
        this.patience = patience;
    }

    private interface Way {
        byte[] ask(InetSocketAddress server, Query query) throws IOException;
    }

    /** The first server's answer, with the asker's own number; empty when nobody answers. */
    Optional<byte[]> ask(Query query, boolean byTcp) {
        Way way = byTcp ? this::byTcp : this::byDatagram;
        for (InetSocketAddress server : servers.get()) {
            try {
                byte[] answer = way.ask(server, query);
                ByteBuffer.wrap(answer).putShort((short) query.id());
                return Optional.of(answer);
            } catch (IOException e) {
                log.debug("{} does not tell {}: {}", server, query.name(), e.toString());
            }
        }
        return Optional.empty();
    }

    private byte[] byDatagram(InetSocketAddress server, Query query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            int number = random.nextInt(1 << 16);
            byte[] question = query.asked(number);
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket packet = new DatagramPacket(new byte[LONGEST_DATAGRAM], LONGEST_DATAGRAM);
            long deadline = System.nanoTime() + patience.toNanos();
            while (true) {
                long left = (deadline - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new SocketTimeoutException("no answer in time");
                }
                socket.setSoTimeout((int) left);
                packet.setLength(LONGEST_DATAGRAM);
                socket.receive(packet);
                byte[] answer = Arrays.copyOf(packet.getData(), packet.getLength());
                if (answers(answer, number, query)) {
                    return answer;
                }
            }
        }
    }

    private byte[] byTcp(InetSocketAddress server, Query query) throws IOException {
        try (Socket socket = new Socket()) {
            int millis = (int) patience.toMillis();
            socket.connect(server, millis);
            socket.setSoTimeout(millis);
            int number = random.nextInt(1 << 16);
            OutputStream out = socket.getOutputStream();
            out.write(Framed.message(query.asked(number)));
            byte[] answer = Framed.read(new DataInputStream(socket.getInputStream()));
            if (!answers(answer, number, query)) {
                throw new IOException("an answer to something else");
            }
            return answer;
        }
    }

    /** Whether it is an answer to that question. */
    private static boolean answers(byte[] message, int number, Query query) {
        int end = Query.HEADER + query.question().length;
        if (message.length < Query.HEADER) {
            return false;
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        boolean right = Short.toUnsignedInt(in.getShort()) == number && (in.getShort() & Query.RESPONSE) != 0;
        // Servers that fail may leave the question out.
        return right
                && (in.getShort() == 0
                        || (message.length >= end
                                && Arrays.equals(
                                        message, Query.HEADER, end, query.question(), 0, query.question().length)));
    }
}
