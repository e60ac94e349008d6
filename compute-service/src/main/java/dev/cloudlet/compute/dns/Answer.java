package dev.cloudlet.compute.dns;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Answers as they are written.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1035#section-4.1.1">RFC 1035</a>
 */
final class Answer {
    static final int NO_ERROR = 0;
    static final int FORMAT_ERROR = 1;
    static final int SERVER_FAILURE = 2;
    static final int NAME_ERROR = 3;
    static final int NOT_IMPLEMENTED = 4;
    static final int REFUSED = 5;
    static final int RECURSION_DESIRED = 0x0100;
    static final int CHECKING_DISABLED = 0x0010;
    static final int OPT_BYTES = 11;

    /** What fits into a datagram that nobody has to cut, for askers that can take it. */
    static final int DATAGRAM = 1232;

    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION_AVAILABLE = 0x0080;
    private static final int SIGNATURES = 0x8000;
    private static final int PLAIN_DATAGRAM = 512;
    private static final int LONGEST = 4096;
    private static final int SAME_NAME = 0xC000 | Query.HEADER;
    private static final int INTERNET = 1;
    private static final int TTL_SECONDS = 60;

    private Answer() {}

    /** An answer without records. */
    static byte[] empty(Query query, int code) {
        return written(query, 0, code, 0, new byte[0]);
    }

    static byte[] addresses(Query query, List<Inet4Address> addresses) {
        ByteBuffer records = ByteBuffer.allocate(addresses.size() * 16);
        for (Inet4Address address : addresses) {
            head(records, Query.A, 4);
            records.put(address.getAddress());
        }
        return written(query, 0, NO_ERROR, addresses.size(), records.array());
    }

    static byte[] name(Query query, String name) {
        ByteBuffer encoded = ByteBuffer.allocate(name.length() + 2);
        for (String label : name.split("\\.")) {
            encoded.put((byte) label.length()).put(label.getBytes(StandardCharsets.US_ASCII));
        }
        encoded.put((byte) 0);
        ByteBuffer record = ByteBuffer.allocate(12 + encoded.capacity());
        head(record, Query.PTR, encoded.capacity());
        record.put(encoded.array());
        return written(query, 0, NO_ERROR, 1, record.array());
    }

    private static void head(ByteBuffer out, int type, int length) {
        out.putShort((short) SAME_NAME).putShort((short) type).putShort((short) INTERNET);
        out.putInt(TTL_SECONDS).putShort((short) length);
    }

    /** Tells whoever asked what cannot even be repeated. */
    static byte[] refusal(Query.Parsed.Refused refused) {
        int kept = refused.flags() & (Query.OPCODE | RECURSION_DESIRED);
        int flags = Query.RESPONSE | kept | RECURSION_AVAILABLE | refused.code();
        return ByteBuffer.allocate(Query.HEADER)
                .putShort((short) refused.id())
                .putShort((short) flags)
                .array();
    }

    /** An answer as a datagram: when it is too long for the asker, one that makes it ask again by TCP. */
    static byte[] datagram(Query query, byte[] answer) {
        int most = query.edns() == 0 ? PLAIN_DATAGRAM : Math.min(query.edns(), LONGEST);
        return answer.length <= most ? answer : written(query, TRUNCATED, NO_ERROR, 0, new byte[0]);
    }

    private static byte[] written(Query query, int more, int code, int count, byte[] records) {
        boolean edns = query.edns() > 0;
        int flags = Query.RESPONSE | (query.flags() & RECURSION_DESIRED) | RECURSION_AVAILABLE | more | code;
        ByteBuffer out =
                ByteBuffer.allocate(Query.HEADER + query.question().length + records.length + (edns ? OPT_BYTES : 0));
        out.putShort((short) query.id()).putShort((short) flags);
        out.putShort((short) 1).putShort((short) count).putShort((short) 0).putShort((short) (edns ? 1 : 0));
        out.put(query.question()).put(records);
        if (edns) {
            putOpt(out, query.dnssec());
        }
        return out.array();
    }

    static void putOpt(ByteBuffer out, boolean dnssec) {
        out.put((byte) 0).putShort((short) Query.OPT).putShort((short) DATAGRAM);
        out.putShort((short) 0).putShort((short) (dnssec ? SIGNATURES : 0)).putShort((short) 0);
    }
}
