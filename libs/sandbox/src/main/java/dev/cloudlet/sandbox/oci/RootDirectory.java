package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.Kernel;
import dev.cloudlet.sandbox.linux.Kernel.KernelException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A machine's root directory held open. Paths are resolved by the kernel as if it were the root of the host
 * (RESOLVE_IN_ROOT), so links inside cannot lead outside, however fast the machine exchanges them. Each descriptor is then used
 * by its name below {@code /proc/self/fd}, which leads to the very file that was opened.
 */
final class RootDirectory implements AutoCloseable {
    private static final int DIRECTORY = Kernel.O_PATH | 0200000;

    private final int root;

    RootDirectory(Path path) throws IOException {
        root = Kernel.open(path, DIRECTORY);
    }

    /** An open file or directory. */
    record Handle(int fd) implements AutoCloseable {
        /** The file itself, as a path that can be opened. */
        Path path() {
            return Path.of("/proc/self/fd/" + fd);
        }

        /** A name in this directory; never a path. */
        Path child(String name) {
            return path().resolve(name);
        }

        @Override
        public void close() {
            Kernel.close(fd);
        }
    }

    /** Opens a file for reading; empty when there is none. Never waits for the other end of a pipe. */
    Optional<Handle> file(String path) throws IOException {
        return opened(path, Kernel.O_RDONLY | Kernel.O_NONBLOCK);
    }

    /** Opens a directory; empty when there is none. */
    Optional<Handle> directory(String path) throws IOException {
        return opened(path, DIRECTORY);
    }

    private Optional<Handle> opened(String path, int flags) throws IOException {
        try {
            return Optional.of(new Handle(Kernel.openBelow(root, inside(path), flags, 0, Kernel.RESOLVE_IN_ROOT)));
        } catch (KernelException e) {
            if (e.errno() == Kernel.ENOENT || e.errno() == Kernel.ENOTDIR) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Opens a directory and makes it, and those above it, when they are not there. */
    Handle makeDirectory(String path) throws IOException {
        Optional<Handle> there = directory(path);
        if (there.isPresent()) {
            return there.get();
        }
        try (Handle parent = makeDirectory(parent(path))) {
            Files.createDirectory(
                    parent.child(name(path)),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        } catch (FileAlreadyExistsException e) {
            throw new SandboxException(Reason.FAILED, path + " in the machine is not a directory", e);
        }
        return directory(path)
                .orElseThrow(() -> new SandboxException(Reason.FAILED, path + " vanished from the machine"));
    }

    /** Makes a new file in a directory and opens it for writing. */
    static Handle create(Handle directory, String name) throws IOException {
        return new Handle(Kernel.openBelow(
                directory.fd(),
                name,
                Kernel.O_WRONLY | Kernel.O_CREAT | Kernel.O_EXCL,
                0600,
                Kernel.RESOLVE_NO_SYMLINKS));
    }

    /** Opens an entry of a directory without following a link; empty when it is one or is gone. */
    static Optional<Handle> entry(Handle directory, String name, boolean isDirectory) throws IOException {
        try {
            int flags = isDirectory ? DIRECTORY : Kernel.O_RDONLY | Kernel.O_NONBLOCK;
            return Optional.of(
                    new Handle(Kernel.openBelow(directory.fd(), name, flags, 0, Kernel.RESOLVE_NO_SYMLINKS)));
        } catch (KernelException e) {
            if (e.errno() == Kernel.ENOENT || e.errno() == Kernel.ENOTDIR || e.errno() == Kernel.ELOOP) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The names in a directory. */
    static List<String> names(Handle directory) throws IOException {
        var names = new ArrayList<String>();
        try (var entries = Files.newDirectoryStream(directory.child("."))) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        }
        names.sort(null);
        return names;
    }

    /** Deletes an entry of a directory with everything below it; links are deleted and not followed. */
    static void delete(Handle directory, String name) throws IOException {
        if (Files.isDirectory(directory.child(name), LinkOption.NOFOLLOW_LINKS)) {
            Optional<Handle> below = entry(directory, name, true);
            if (below.isPresent()) {
                try (Handle handle = below.get()) {
                    for (String each : names(handle)) {
                        delete(handle, each);
                    }
                }
            }
        }
        Files.deleteIfExists(directory.child(name));
    }

    /** What is above an absolute path. */
    static String parent(String path) {
        String trimmed = trimmed(path);
        int slash = trimmed.lastIndexOf('/');
        return slash <= 0 ? "/" : trimmed.substring(0, slash);
    }

    /** The last name of an absolute path. */
    static String name(String path) {
        String trimmed = trimmed(path);
        String name = trimmed.substring(trimmed.lastIndexOf('/') + 1);
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw new SandboxException(Reason.INVALID, "not the path of a file: " + path);
        }
        return name;
    }

    private static String trimmed(String path) {
        inside(path);
        String trimmed = path;
        while (trimmed.length() > 1 && trimmed.endsWith("/")) {
            trimmed = trimmed.substring(0, trimmed.length() - 1);
        }
        return trimmed;
    }

    private static String inside(String path) {
        if (!path.startsWith("/") || path.indexOf('\0') >= 0 || path.length() > 4000) {
            throw new SandboxException(Reason.INVALID, "not an absolute path: " + path);
        }
        return path;
    }

    @Override
    public void close() {
        Kernel.close(root);
    }
}
