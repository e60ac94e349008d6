package dev.cloudlet.storage.checksum;

import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A checksum as S3 keeps and shows it.
 *
 * @param value Base64; of a composite one followed by a hyphen and the number of parts
 */
public record Checksum(Algorithm algorithm, Type type, String value) {

    /** What the value covers. */
    public enum Type {
        /** The bytes of the object. */
        FULL_OBJECT,
        /** The checksums of the parts. */
        COMPOSITE;

        /** The type of this wire name, or null. */
        public static @Nullable Type of(String wireName) {
            for (Type each : values()) {
                if (each.name().equals(wireName)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** A part of an upload: its length in bytes and its own value in Base64. */
    public record Piece(long size, String value) {}

    /** Of bytes in one piece. */
    public static Checksum whole(Algorithm algorithm, byte[] value) {
        return new Checksum(algorithm, Type.FULL_OBJECT, Base64.getEncoder().encodeToString(value));
    }

    /** Of an object in parts, from the checksums of the parts in order. */
    public static Checksum of(Algorithm algorithm, Type type, List<Piece> parts) {
        return switch (type) {
            case FULL_OBJECT -> fullObject(algorithm, parts);
            case COMPOSITE -> composite(algorithm, parts);
        };
    }

    private static Checksum composite(Algorithm algorithm, List<Piece> parts) {
        RunningDigest digest = algorithm.start();
        for (Piece part : parts) {
            byte[] value = Base64.getDecoder().decode(part.value());
            digest.update(value, 0, value.length);
        }
        String value = Base64.getEncoder().encodeToString(digest.value());
        return new Checksum(algorithm, Type.COMPOSITE, value + "-" + parts.size());
    }

    private static Checksum fullObject(Algorithm algorithm, List<Piece> parts) {
        CrcCombination combination = CrcCombination.of(algorithm);
        long crc = 0;
        for (Piece part : parts) {
            crc = combination.combine(crc, number(Base64.getDecoder().decode(part.value())), part.size());
        }
        byte[] value = new byte[algorithm.length()];
        for (int i = value.length - 1; i >= 0; i--) {
            value[i] = (byte) crc;
            crc >>>= 8;
        }
        return whole(algorithm, value);
    }

    private static long number(byte[] bigEndian) {
        long number = 0;
        for (byte b : bigEndian) {
            number = number << 8 | (b & 0xff);
        }
        return number;
    }
}
