package dev.cloudlet.storage.seal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The key that wraps all data keys but those of objects with a customer's key. It lives in a file of its own, which only the
 * service may read: whoever has the database and the objects' files, but not this one, has nothing.
 */
public final class RootKey {
    private final Path file;
    private final byte[] bytes;

    private RootKey(Path file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /** The key in the file, which is made if there is none. */
    public static RootKey in(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                make(file, random);
            }
            byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
            if (bytes.length != Gcm.KEY_BYTES) {
                throw new IllegalArgumentException("it has " + bytes.length + " bytes");
            }
            return new RootKey(file, bytes);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(file + " does not hold a root key of 32 bytes in hexadecimal", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Under another name first: nobody sees half a key, and of two who make one only the first succeeds. */
    private static void make(Path file, SecureRandom random) throws IOException {
        byte[] bytes = new byte[Gcm.KEY_BYTES];
        random.nextBytes(bytes);
        Path made = Files.createTempFile(
                Files.createDirectories(file.toAbsolutePath().getParent()),
                ".root-key",
                "",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
                channel.write(
                        ByteBuffer.wrap((HexFormat.of().formatHex(bytes) + "\n").getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException e) {
            // Another replica was quicker: its key is the key.
            return;
        } finally {
            Files.delete(made);
        }
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Where the key is. */
    public Path file() {
        return file;
    }

    /** The key, to wrap with. */
    public WrappingKey wrapping(SecureRandom random) {
        return new WrappingKey(bytes, random);
    }

    /** What tells this key from another, and nothing about it. */
    public String fingerprint() {
        return HexFormat.of().formatHex(Hmac.of(bytes, "fingerprint"), 0, 16);
    }
}
