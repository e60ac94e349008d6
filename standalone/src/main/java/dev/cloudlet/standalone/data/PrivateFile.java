package dev.cloudlet.standalone.data;

import java.io.IOException;
import java.io.StringReader;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;

/** Small files that their owner alone may read, whole or not there even after a crash. */
final class PrivateFile {
    private PrivateFile() {}

    /** What it holds; nothing if it is not there. */
    static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try {
                kept.load(new StringReader(Files.readString(file)));
            } catch (IllegalArgumentException e) {
                throw new CharacterCodingException();
            }
        }
        return kept;
    }

    static void write(Path file, String text) throws IOException {
        Path made = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(made);
        Files.createFile(made, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(made, text, StandardCharsets.US_ASCII);
        try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static StartFailure unusable(Path file, IOException e) {
        return new StartFailure(
                "%s cannot be used: %s".formatted(file, e),
                "make it readable and writable for this user, or choose another directory with --data DIR",
                e);
    }
}
