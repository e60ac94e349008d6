package dev.cloudlet.e2e.modes;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** A copy of this build that every user of the machine may read. */
final class ReadableBuild {
    private ReadableBuild() {}

    /** Copies it, and returns the class path of the copy. */
    static String copy(Path into) throws IOException {
        List<String> copies = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path original = Path.of(each);
            if (Files.exists(original)) {
                Path copy = into.resolve(copies.size() + "-" + original.getFileName());
                Files.walkFileTree(original, new Copy(original, copy));
                copies.add(copy.toString());
            }
        }
        return String.join(File.pathSeparator, copies);
    }

    private static final class Copy extends SimpleFileVisitor<Path> {
        private final Path from;
        private final Path to;

        Copy(Path from, Path to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            Path copy = Files.createDirectory(to.resolve(from.relativize(directory)));
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            // Resolving an empty path would add a slash to the name of a jar.
            Path copy = file.equals(from) ? to : to.resolve(from.relativize(file));
            Files.copy(file, copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rw-r--r--"));
            return FileVisitResult.CONTINUE;
        }
    }
}
