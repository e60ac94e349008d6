package dev.cloudlet.compute.dns;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A question as machines ask it: one name, one type.
 *
 * @param id the asker's number for it
 * @param flags the second and third byte of the header as sent
 * @param name in lower case without the last dot; bytes that no host name has are {@code ?}
 * @param question the question section as sent, whose spelling the answer repeats
 * @param edns how much the asker can take in one datagram, by its own word; 0 if it says nothing
 * @param dnssec whether it wants signatures
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4">RFC 1035</a>
 */
record Query(int id, int flags, String name, int type, byte[] question, int edns, boolean dnssec) {
    static final int A = 1;
    static final int PTR = 12;
    static final int OPT = 41;
    static final int ANY = 255;
    static final int HEADER = 12;
    static final int RESPONSE = 0x8000;
    static final int OPCODE = 0x7800;

    private static final int INTERNET = 1;
    private static final int NAME_BYTES = 255;
    private static final int LABEL_BYTES = 63;
    private static final int MOST_ADDITIONAL = 8;
    private static final int WANTS_SIGNATURES = 0x8000;
    private static final int LEAST_DATAGRAM = 512;

    /** What a message turned out to be. */
    sealed interface Parsed {
        /** Something that can be answered. */
        record Asked(Query query) implements Parsed {}

        /** A question that cannot be read, or that nobody here answers; the answer says so with this code. */
        record Refused(int id, int flags, int code) implements Parsed {}

        /** No question at all: whoever answers an answer never stops. */
        record Noise() implements Parsed {}
    }

    /** Reads a message of any content. */
    static Parsed parse(byte[] message) {
        if (message.length < HEADER) {
            return new Parsed.Noise();
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int id = Short.toUnsignedInt(in.getShort());
        int flags = Short.toUnsignedInt(in.getShort());
        if ((flags & RESPONSE) != 0) {
            return new Parsed.Noise();
        }
        if ((flags & OPCODE) != 0) {
            return new Parsed.Refused(id, flags, Answer.NOT_IMPLEMENTED);
        }
        int questions = Short.toUnsignedInt(in.getShort());
        int answers = Short.toUnsignedInt(in.getShort());
        int authorities = Short.toUnsignedInt(in.getShort());
        int additional = Short.toUnsignedInt(in.getShort());
        if (questions != 1 || answers != 0 || authorities != 0 || additional > MOST_ADDITIONAL) {
            return new Parsed.Refused(id, flags, Answer.FORMAT_ERROR);
        }
        try {
            return read(in, id, flags, additional);
        } catch (Malformed e) {
            return new Parsed.Refused(id, flags, Answer.FORMAT_ERROR);
        }
    }

    private static Parsed read(ByteBuffer in, int id, int flags, int additional) throws Malformed {
        String name = name(in);
        int type = number(in);
        boolean internet = number(in) == INTERNET;
        byte[] question = new byte[in.position() - HEADER];
        in.get(HEADER, question);
        int edns = 0;
        boolean dnssec = false;
        for (int record = 0; record < additional; record++) {
            boolean root = name(in).isEmpty();
            int kind = number(in);
            int size = number(in);
            number(in);
            int more = number(in);
            skip(in, number(in));
            if (root && kind == OPT) {
                edns = Math.max(size, LEAST_DATAGRAM);
                dnssec = (more & WANTS_SIGNATURES) != 0;
            }
        }
        return internet
                ? new Parsed.Asked(new Query(id, flags, name, type, question, edns, dnssec))
                : new Parsed.Refused(id, flags, Answer.REFUSED);
    }

    // A question comes first in its message: there is nothing before it that a name could refer back to, so names that
    // do are loops, or point into the header.
    private static String name(ByteBuffer in) throws Malformed {
        StringBuilder name = new StringBuilder();
        int bytes = 0;
        while (true) {
            int length = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) : LABEL_BYTES + 1;
            bytes += length + 1;
            if (length > LABEL_BYTES || length > in.remaining() || bytes > NAME_BYTES) {
                throw new Malformed();
            }
            if (length == 0) {
                return name.toString();
            }
            if (!name.isEmpty()) {
                name.append('.');
            }
            byte[] label = new byte[length];
            in.get(label);
            name.append(plain(label));
        }
    }

    private static String plain(byte[] label) {
        String text = new String(label, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        return text.replaceAll("[^a-z0-9_-]", "?");
    }

    private static int number(ByteBuffer in) throws Malformed {
        if (in.remaining() < 2) {
            throw new Malformed();
        }
        return Short.toUnsignedInt(in.getShort());
    }

    private static void skip(ByteBuffer in, int bytes) throws Malformed {
        if (in.remaining() < bytes) {
            throw new Malformed();
        }
        in.position(in.position() + bytes);
    }

    /** The same question with a number of our own, for somebody else to answer. */
    byte[] asked(int number) {
        ByteBuffer out = ByteBuffer.allocate(HEADER + question.length + (edns > 0 ? Answer.OPT_BYTES : 0));
        int recursionAndChecking = flags & (Answer.RECURSION_DESIRED | Answer.CHECKING_DISABLED);
        out.putShort((short) number).putShort((short) (recursionAndChecking | Answer.RECURSION_DESIRED));
        out.putShort((short) 1).putInt(0).putShort((short) (edns > 0 ? 1 : 0)).put(question);
        if (edns > 0) {
            Answer.putOpt(out, dnssec);
        }
        return out.array();
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
