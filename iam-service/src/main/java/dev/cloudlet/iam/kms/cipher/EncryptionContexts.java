package dev.cloudlet.iam.kms.cipher;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The one form in bytes of an encryption context, in whatever order its pairs were given. */
public final class EncryptionContexts {
    private EncryptionContexts() {}

    /** Every key and value with its length before it: no two contexts have the same bytes. */
    public static byte[] bytes(Map<String, String> context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new TreeMap<>(context).forEach((key, value) -> {
            write(bytes, key);
            write(bytes, value);
        });
        return bytes.toByteArray();
    }

    /** A name for a context, the same for equal ones only. */
    public static String digest(Map<String, String> context) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(context)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(ByteArrayOutputStream bytes, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
        bytes.writeBytes(utf8);
    }
}
