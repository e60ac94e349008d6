package dev.cloudlet.compute.dns;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions by TCP: those for which a datagram is too small. A virtual thread for each connection. */
record Streams(String vpcId, ServerSocketChannel listener, Resolver resolver, Room room) implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Streams.class);
    private static final int IDLE_MILLIS = 5_000;

    /** So that nobody holds a place for ever. */
    private static final int QUESTIONS = 100;

    @Override
    public void run() {
        try {
            while (listener.isOpen()) {
                SocketChannel client = listener.accept();
                String machine = vpcId + ((InetSocketAddress) client.getRemoteAddress()).getAddress();
                if (room.enter(machine)) {
                    Thread.ofVirtual().name("names").start(() -> serve(client, machine));
                } else {
                    client.close();
                }
            }
        } catch (ClosedChannelException e) {
            log.trace("names of {} closed", vpcId);
        } catch (IOException e) {
            log.warn("names of {} by TCP ended: {}", vpcId, e.toString());
        }
    }

    private void serve(SocketChannel client, String machine) {
        try (client) {
            client.socket().setSoTimeout(IDLE_MILLIS);
            DataInputStream in =
                    new DataInputStream(new BufferedInputStream(client.socket().getInputStream()));
            OutputStream out = client.socket().getOutputStream();
            for (int question = 0; question < QUESTIONS; question++) {
                Optional<byte[]> answer = resolver.answer(vpcId, Framed.read(in), true);
                if (answer.isEmpty()) {
                    return;
                }
                out.write(Framed.message(answer.get()));
            }
        } catch (EOFException e) {
            log.trace("{} has no more questions", machine);
        } catch (IOException e) {
            log.debug("questions of {}: {}", machine, e.toString());
        } finally {
            room.leave(machine);
        }
    }
}
