package dev.cloudlet.sandbox.linux;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The short name of a sandbox, from its directory: the prefix of all that it makes in the kernel, by which it knows its
 * own again and leaves alone what is another's.
 *
 * @param value eight hexadecimal digits
 */
public record CloudName(String value) {
    /** The name of the sandbox in a directory. */
    public static CloudName of(Path directory) {
        return new CloudName(digest(directory.toString(), 8));
    }

    /** A namespace of the sandbox. */
    public NetworkNamespace namespace(String rest) {
        return new NetworkNamespace(prefix() + rest);
    }

    /** What the names of its namespaces begin with. */
    public String prefix() {
        return "cl" + value + "-";
    }

    /** Where every sandbox of the host has its directory for what a restart of the host forgets. */
    public static Path runDirectories() {
        return Path.of("/run/cloudlet");
    }

    /** Its directory for what a restart of the host forgets. */
    public Path runDirectory() {
        return runDirectories().resolve(value);
    }

    /** The first hexadecimal digits of the SHA-256 of a text: stable short names for long ones. */
    public static String digest(String text, int digits) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, digits);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
