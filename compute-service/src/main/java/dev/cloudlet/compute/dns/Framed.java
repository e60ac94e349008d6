package dev.cloudlet.compute.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Messages on a stream: their length in two bytes comes first. */
final class Framed {
    private Framed() {}

    static byte[] message(byte[] message) {
        return ByteBuffer.allocate(2 + message.length)
                .putShort((short) message.length)
                .put(message)
                .array();
    }

    /** The next message; an EOFException where the stream ends. */
    static byte[] read(DataInputStream in) throws IOException {
        byte[] message = new byte[in.readUnsignedShort()];
        in.readFully(message);
        return message;
    }
}
