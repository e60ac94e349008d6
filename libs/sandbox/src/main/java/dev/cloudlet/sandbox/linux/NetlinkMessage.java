package dev.cloudlet.sandbox.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A request to the kernel: a header, a body of fixed form, attributes.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/netlink.7.html">netlink(7)</a>
 */
final class NetlinkMessage {
    private static final int REQUEST_AND_ACKNOWLEDGE = 1 | 4;

    private final ByteBuffer buffer = ByteBuffer.allocate(512).order(ByteOrder.nativeOrder());

    NetlinkMessage(short type, int flags) {
        buffer.putInt(0)
                .putShort(type)
                .putShort((short) (REQUEST_AND_ACKNOWLEDGE | flags))
                .putInt(0)
                .putInt(0);
    }

    /** A {@code struct ifinfomsg}. */
    NetlinkMessage link(int index, int flagsSet) {
        buffer.putInt(0).putInt(index).putInt(flagsSet).putInt(flagsSet);
        return this;
    }

    void body(byte... fields) {
        buffer.put(fields);
    }

    void body(int field) {
        buffer.putInt(field);
    }

    int begin(int attribute) {
        int at = buffer.position();
        buffer.putShort((short) 0).putShort((short) attribute);
        return at;
    }

    void end(int begun) {
        buffer.putShort(begun, (short) (buffer.position() - begun));
        while (buffer.position() % 4 != 0) {
            buffer.put((byte) 0);
        }
    }

    void bytes(int attribute, byte[] value) {
        int begun = begin(attribute);
        buffer.put(value);
        end(begun);
    }

    void number(int attribute, int value) {
        int begun = begin(attribute);
        buffer.putInt(value);
        end(begun);
    }

    void text(int attribute, String value) {
        int begun = begin(attribute);
        buffer.put(value.getBytes(StandardCharsets.US_ASCII)).put((byte) 0);
        end(begun);
    }

    byte[] bytes(int sequence) {
        buffer.putInt(0, buffer.position()).putInt(8, sequence);
        byte[] all = new byte[buffer.position()];
        buffer.get(0, all);
        return all;
    }
}
