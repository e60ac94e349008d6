package dev.cloudlet.iam.accesskey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;

/** The file with the key that secrets are sealed with: beside the database, not in it, and nobody else's to read. */
public final class KeyFile {
    static final int BYTES = 32;

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private KeyFile() {}

    /** The key in that file, which is made if it is not there. Several processes may do so at once and agree. */
    public static byte[] read(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != BYTES) {
                throw new IllegalStateException(file + " is not a key of " + BYTES + " bytes");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        Path draft = Files.createTempFile(directory, "key", ".new", OWNER_ONLY);
        try {
            Files.write(draft, key);
            // A link, unlike a move, never replaces: of two processes one makes the key and both read that one.
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // The other process was first.
        } finally {
            Files.delete(draft);
        }
    }
}
