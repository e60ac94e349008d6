package dev.cloudlet.compute.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions by UDP, a virtual thread for each. What finds no room is dropped: whoever asked asks again. */
record Datagrams(String vpcId, DatagramChannel channel, Resolver resolver, Room room) implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Datagrams.class);
    private static final int LONGEST = 4096;

    @Override
    public void run() {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST);
        try {
            while (channel.isOpen()) {
                buffer.clear();
                SocketAddress from = channel.receive(buffer);
                byte[] message = new byte[buffer.flip().remaining()];
                buffer.get(message);
                take(message, (InetSocketAddress) from);
            }
        } catch (ClosedChannelException e) {
            log.trace("names of {} closed", vpcId);
        } catch (IOException e) {
            log.warn("names of {} ended: {}", vpcId, e.toString());
        }
    }

    private void take(byte[] message, InetSocketAddress from) {
        String machine = vpcId + from.getAddress();
        if (room.enter(machine)) {
            Thread.ofVirtual().name("name").start(() -> {
                try {
                    Optional<byte[]> answer = resolver.answer(vpcId, message, false);
                    if (answer.isPresent()) {
                        channel.send(ByteBuffer.wrap(answer.get()), from);
                    }
                } catch (IOException e) {
                    log.debug("answer to {} of {}: {}", from, vpcId, e.toString());
                } finally {
                    room.leave(machine);
                }
            });
        }
    }
}
