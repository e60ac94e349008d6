package dev.cloudlet.storage.checksum;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.jspecify.annotations.Nullable;

/**
 * The checksum algorithms of S3.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html">Object integrity</a>
 */
public enum Algorithm {
    CRC32("CRC32", 4),
    CRC32C("CRC32C", 4),
    CRC64NVME("CRC64NVME", 8),
    SHA1("SHA1", 20),
    SHA256("SHA256", 32);

    private final String wireName;
    private final int length;

    Algorithm(String wireName, int length) {
        this.wireName = wireName;
        this.length = length;
    }

    /** As in x-amz-checksum-algorithm. */
    public String wireName() {
        return wireName;
    }

    /** The header or trailer with the value, lower case. */
    public String header() {
        return "x-amz-checksum-" + wireName.toLowerCase(Locale.ROOT);
    }

    /** The member of the SDK's requests and responses with the value. */
    public String member() {
        return "Checksum" + wireName;
    }

    /** The length of a value in bytes. */
    public int length() {
        return length;
    }

    /** Whether the checksum of a whole follows from those of its pieces. */
    public boolean isCrc() {
        return this == CRC32 || this == CRC32C || this == CRC64NVME;
    }

    /** A new computation. */
    public RunningDigest start() {
        return switch (this) {
            case CRC32 -> new RunningCrc(new CRC32(), length);
            case CRC32C -> new RunningCrc(new CRC32C(), length);
            case CRC64NVME -> new RunningCrc(new Crc64Nvme(), length);
            case SHA1 -> new RunningHash(hash("SHA-1"));
            case SHA256 -> new RunningHash(hash("SHA-256"));
        };
    }

    /** The algorithm of this wire name, whatever its case, or null. */
    public static @Nullable Algorithm of(String wireName) {
        for (Algorithm each : values()) {
            if (each.wireName.equalsIgnoreCase(wireName)) {
                return each;
            }
        }
        return null;
    }

    /** A new computation of MD5, which forms ETags and checks Content-MD5. */
    public static RunningDigest md5() {
        return new RunningHash(hash("MD5"));
    }

    private static MessageDigest hash(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + name, e);
        }
    }

    private record RunningHash(MessageDigest digest) implements RunningDigest {
        @Override
        public void update(byte[] bytes, int offset, int count) {
            digest.update(bytes, offset, count);
        }

        @Override
        public byte[] value() {
            return digest.digest();
        }
    }

    private record RunningCrc(Checksum crc, int length) implements RunningDigest {
        @Override
        public void update(byte[] bytes, int offset, int count) {
            crc.update(bytes, offset, count);
        }

        @Override
        public byte[] value() {
            byte[] value = new byte[length];
            long rest = crc.getValue();
            for (int i = length - 1; i >= 0; i--) {
                value[i] = (byte) rest;
                rest >>>= 8;
            }
            return value;
        }
    }
}
