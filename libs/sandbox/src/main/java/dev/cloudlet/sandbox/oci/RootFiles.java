package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.oci.RootDirectory.Handle;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Files of a machine, through its root directory. */
final class RootFiles implements MachineFiles {
    private static final int DEPTH_AT_MOST = 256;

    /** Makes the root filesystem available for the length of a call. */
    interface Access {
        <T> T with(Use<T> use);
    }

    /** What is done with it. */
    interface Use<T> {
        T on(RootDirectory root) throws IOException;
    }

    private final Access access;

    RootFiles(Access access) {
        this.access = access;
    }

    @Override
    public Optional<byte[]> read(String path, int limit) {
        return access.with(root -> {
            Optional<Handle> opened = root.file(path);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            try (Handle file = opened.get()) {
                if (!Files.isRegularFile(file.path())) {
                    return Optional.empty();
                }
                try (InputStream stream = Files.newInputStream(file.path())) {
                    return Optional.of(stream.readNBytes(limit));
                }
            }
        });
    }

    @Override
    public void write(String path, InputStream content, int mode, int uid, int gid) {
        access.with(root -> {
            try (Handle parent = root.makeDirectory(RootDirectory.parent(path))) {
                replace(parent, RootDirectory.name(path), content, mode, uid, gid);
            }
            return path;
        });
    }

    // Written beside the old file and renamed over it: a reader inside sees the one or the other, and a link or a pipe
    // of that name is replaced, not written to.
    private static void replace(Handle parent, String name, InputStream content, int mode, int uid, int gid)
            throws IOException {
        String fresh = ".cloudlet-" + UUID.randomUUID();
        try (Handle file = RootDirectory.create(parent, fresh)) {
            try (OutputStream stream = Files.newOutputStream(file.path())) {
                content.transferTo(stream);
            }
            Files.setAttribute(file.path(), "unix:uid", uid);
            Files.setAttribute(file.path(), "unix:gid", gid);
            Files.setAttribute(file.path(), "unix:mode", mode & 07777);
            Files.move(parent.child(fresh), parent.child(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(parent.child(fresh));
            throw e;
        }
    }

    @Override
    public List<Entry> list(String path) {
        return access.with(root -> {
            Optional<Handle> opened = root.directory(path);
            if (opened.isEmpty()) {
                return List.of();
            }
            try (Handle directory = opened.get()) {
                var entries = new ArrayList<Entry>();
                for (String name : RootDirectory.names(directory)) {
                    BasicFileAttributes is = attributes(directory.child(name));
                    entries.add(new Entry(name, is.isDirectory(), is.isRegularFile() ? is.size() : 0));
                }
                return entries;
            }
        });
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void copyIn(Path source, String target) {
        access.with(root -> {
            copyIn(root, source, target);
            return target;
        });
    }

    private static void copyIn(RootDirectory root, Path source, String target) throws IOException {
        BasicFileAttributes is = attributes(source);
        if (is.isDirectory()) {
            root.makeDirectory(target).close();
            try (var entries = Files.newDirectoryStream(source)) {
                for (Path entry : entries) {
                    copyIn(root, entry, target + "/" + entry.getFileName());
                }
            }
            return;
        }
        try (Handle parent = root.makeDirectory(RootDirectory.parent(target))) {
            String name = RootDirectory.name(target);
            if (is.isSymbolicLink()) {
                RootDirectory.delete(parent, name);
                Files.createSymbolicLink(parent.child(name), Files.readSymbolicLink(source));
            } else if (is.isRegularFile()) {
                int mode = (int) Files.getAttribute(source, "unix:mode");
                try (InputStream content = Files.newInputStream(source)) {
                    replace(parent, name, content, mode & 0777, 0, 0);
                }
            }
        }
    }

    @Override
    public void copyOut(String source, Path target) {
        access.with(root -> {
            Optional<Handle> directory = root.directory(source);
            if (directory.isPresent()) {
                try (Handle from = directory.get()) {
                    copyDirectory(from, target, 0);
                }
                return target;
            }
            Optional<Handle> file = root.file(source);
            if (file.isEmpty()) {
                throw new SandboxException(Reason.NOT_FOUND, "the machine has no file " + source);
            }
            try (Handle from = file.get()) {
                copyFile(from, target);
            }
            return target;
        });
    }

    private static void copyDirectory(Handle from, Path target, int depth) throws IOException {
        if (depth > DEPTH_AT_MOST) {
            throw new SandboxException(Reason.FAILED, "directories of the machine are nested too deeply to copy");
        }
        Files.createDirectories(target);
        for (String name : RootDirectory.names(from)) {
            BasicFileAttributes is = attributes(from.child(name));
            if (is.isSymbolicLink()) {
                Files.createSymbolicLink(target.resolve(name), Files.readSymbolicLink(from.child(name)));
            } else if (is.isDirectory() || is.isRegularFile()) {
                Optional<Handle> entry = RootDirectory.entry(from, name, is.isDirectory());
                if (entry.isPresent()) {
                    try (Handle each = entry.get()) {
                        if (is.isDirectory()) {
                            copyDirectory(each, target.resolve(name), depth + 1);
                        } else {
                            copyFile(each, target.resolve(name));
                        }
                    }
                }
            }
        }
    }

    private static void copyFile(Handle from, Path target) throws IOException {
        if (!Files.isRegularFile(from.path())) {
            return;
        }
        try (InputStream content = Files.newInputStream(from.path())) {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
        }
        int mode = (int) Files.getAttribute(from.path(), "unix:mode");
        // Never set-user-id on the host, whatever it is inside.
        Files.setAttribute(target, "unix:mode", mode & 0777);
    }

    @Override
    public void delete(String path) {
        access.with(root -> {
            Optional<Handle> opened = root.directory(RootDirectory.parent(path));
            if (opened.isPresent()) {
                try (Handle parent = opened.get()) {
                    RootDirectory.delete(parent, RootDirectory.name(path));
                }
            }
            return path;
        });
    }
}
