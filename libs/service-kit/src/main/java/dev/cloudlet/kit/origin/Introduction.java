package dev.cloudlet.kit.origin;

import dev.cloudlet.kit.app.CloudletSettings;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The first bytes of a connection that a part of the cloud carries to the gateway for a machine in a VPC: the head of the
 * PROXY protocol, version 2, with a proof that only the cloud's parts can make. Without it whoever is inside would count
 * as somebody who sits at this host, because the connection comes from here.
 *
 * @see <a href="https://www.haproxy.org/download/2.8/doc/proxy-protocol.txt">The PROXY protocol</a>
 */
public final class Introduction {
    /** How long it is, always. */
    public static final int BYTES = 63;

    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");
    private static final int PROXY = 0x21;
    private static final int TCP_OVER_IPV4 = 0x11;
    private static final int ADDRESSES = 12;
    private static final int PROOF = 32;
    private static final int AFTER_HEAD = ADDRESSES + 3 + PROOF;
    private static final int PROVEN = BYTES - PROOF;

    /** The first of the types that the protocol leaves to applications. */
    private static final int PROOF_TYPE = 0xE0;

    private final SecretKeySpec key;

    public Introduction(CloudletSettings settings) {
        String purpose = "introduction " + settings.internalToken();
        this.key = new SecretKeySpec(purpose.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** Introduces a client to the gateway. */
    public byte[] of(InetSocketAddress client, InetSocketAddress listener) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .put(SIGNATURE)
                .put((byte) PROXY)
                .put((byte) TCP_OVER_IPV4)
                .putShort((short) AFTER_HEAD)
                .put(ipv4(client))
                .put(ipv4(listener))
                .putShort((short) client.getPort())
                .putShort((short) listener.getPort())
                .put((byte) PROOF_TYPE)
                .putShort((short) PROOF);
        return bytes.put(proof(Arrays.copyOf(bytes.array(), PROVEN))).array();
    }

    private static byte[] ipv4(InetSocketAddress address) {
        if (address.getAddress() instanceof Inet4Address ipv4) {
            return ipv4.getAddress();
        }
        throw new IllegalArgumentException("machines have IPv4 addresses, not " + address);
    }

    /** Whether a connection that began with these bytes, at most {@link #BYTES}, may yet turn out to be introduced. */
    public static boolean mayBegin(byte[] first) {
        int common = Math.min(first.length, SIGNATURE.length);
        return Arrays.equals(first, 0, common, SIGNATURE, 0, common);
    }

    /**
     * Who is introduced by these {@link #BYTES} bytes; empty when the cloud did not write them, or for an address of the
     * loopback, which no machine in a VPC has.
     */
    public Optional<InetSocketAddress> client(byte[] head) {
        if (head.length != BYTES) {
            return Optional.empty();
        }
        byte[] proof = Arrays.copyOfRange(head, BYTES - PROOF, BYTES);
        if (!MessageDigest.isEqual(proof, proof(Arrays.copyOf(head, PROVEN)))) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(head).position(SIGNATURE.length + 4);
        byte[] address = new byte[4];
        bytes.get(address);
        int port = Short.toUnsignedInt(bytes.getShort(SIGNATURE.length + 4 + 8));
        try {
            InetAddress client = InetAddress.getByAddress(address);
            return client.isLoopbackAddress() ? Optional.empty() : Optional.of(new InetSocketAddress(client, port));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private byte[] proof(byte[] proven) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(proven);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }
}
