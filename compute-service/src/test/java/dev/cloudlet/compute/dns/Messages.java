package dev.cloudlet.compute.dns;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Messages of DNS as tests write and read them. */
final class Messages {
    static final int A = 1;
    static final int AAAA = 28;

    private Messages() {}

    /** A question by a usual client. */
    static byte[] question(int id, String name, int type) {
        return question(id, 0x0100, encoded(name), type, 0);
    }

    /** One that can take datagrams of a certain size. */
    static byte[] question(int id, String name, int type, int size) {
        return question(id, 0x0100, encoded(name), type, size);
    }

    static byte[] question(int id, int flags, byte[] name, int type, int size) {
        ByteBuffer out = ByteBuffer.allocate(12 + name.length + 4 + (size > 0 ? 11 : 0));
        out.putShort((short) id).putShort((short) flags).putShort((short) 1).putInt(0);
        out.putShort((short) (size > 0 ? 1 : 0));
        out.put(name).putShort((short) type).putShort((short) 1);
        if (size > 0) {
            out.put((byte) 0)
                    .putShort((short) 41)
                    .putShort((short) size)
                    .putInt(0)
                    .putShort((short) 0);
        }
        return out.array();
    }

    static byte[] encoded(String name) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            out.write(label.length());
            out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        out.write(0);
        return out.toByteArray();
    }

    static int id(byte[] message) {
        return Short.toUnsignedInt(ByteBuffer.wrap(message).getShort());
    }

    static int code(byte[] message) {
        return message[3] & 0xF;
    }

    static boolean truncated(byte[] message) {
        return (message[2] & 2) != 0;
    }

    static int answers(byte[] message) {
        return Short.toUnsignedInt(ByteBuffer.wrap(message).getShort(6));
    }

    /** The addresses in an answer to a question of that many bytes without additions. */
    static List<String> addresses(byte[] message, int questionBytes) {
        List<String> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(message).position(questionBytes);
        for (int record = 0; record < answers(message); record++) {
            in.position(in.position() + 12);
            found.add((in.get() & 0xFF) + "." + (in.get() & 0xFF) + "." + (in.get() & 0xFF) + "." + (in.get() & 0xFF));
        }
        return found;
    }
}
