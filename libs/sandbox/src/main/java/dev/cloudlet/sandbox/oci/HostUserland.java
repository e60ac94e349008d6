package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Command;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The built-in image: the host's {@code /usr} and {@code /opt} below a root directory of our own making. Of the host's
 * {@code /etc} only the files named in {@code etc.txt} are copied, and of those only what every user of the host may read and what holds no
 * private key; accounts are made, not copied.
 */
final class HostUserland {
    private static final List<String> LINKS = List.of("bin", "sbin", "lib", "lib32", "lib64", "libx32");
    private static final List<String> FROM_HOST = List.of("usr", "opt");
    private static final long BYTES_AT_MOST = 8 << 20;

    private HostUserland() {}

    /** The directories that come from the host as they are, by their names below the root. */
    static List<String> hostTrees() {
        var all = new ArrayList<>(FROM_HOST);
        // Where the host has not merged /bin into /usr they are directories of their own.
        LINKS.stream()
                .filter(name -> Files.isDirectory(Path.of("/", name), LinkOption.NOFOLLOW_LINKS))
                .forEach(all::add);
        return all.stream()
                .filter(name -> Files.isDirectory(Path.of("/", name)))
                .toList();
    }

    /** Makes the root directory below {@code layers} unless it is there, named after what it is made of. */
    static String ensure(Path layers, List<Path> hidden) throws IOException {
        Path fresh = Files.createTempDirectory(layers, ".userland-");
        Path root = Files.createDirectory(fresh.resolve(MachineRecord.Tree.ROOT));
        var facts = new StringBuilder();
        directories(root);
        etc(root.resolve("etc"), facts);
        for (Path each : hidden) {
            hide(fresh, each);
            facts.append(each);
        }
        String name = "userland-" + CloudName.digest(facts + String.join(",", hostTrees()), 12);
        if (Files.exists(layers.resolve(name))) {
            Trees.delete(fresh);
        } else {
            Files.move(fresh, layers.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        }
        return name;
    }

    // A device of number 0/0 tells an overlay that what lies below is deleted: the path is then neither in the machine
    // nor in what is read of the machine from outside.
    private static void hide(Path layer, Path hidden) throws IOException {
        Path path = Files.exists(hidden) ? hidden.toRealPath() : hidden;
        for (String tree : hostTrees()) {
            Path host = Path.of("/", tree);
            if (path.equals(host)) {
                throw new SandboxException(
                        SandboxException.Reason.INVALID, "machines cannot do without " + path + " of the host");
            }
            Path marker = layer.resolve(tree).resolve(host.relativize(path));
            if (path.startsWith(host) && !Files.exists(marker)) {
                Path above = layer;
                for (Path name : layer.relativize(marker.resolveSibling(""))) {
                    above = above.resolve(name);
                    if (!Files.exists(above)) {
                        mode(Files.createDirectory(above), "rwxr-xr-x");
                    }
                }
                Command.run(Duration.ofSeconds(10), List.of("mknod", marker.toString(), "c", "0", "0"));
            }
        }
    }

    private static void directories(Path root) throws IOException {
        mode(root, "rwxr-xr-x");
        for (String name : List.of(
                "boot",
                "dev",
                "etc",
                "home",
                "media",
                "mnt",
                "proc",
                "run",
                "srv",
                "sys",
                "var",
                "var/cache",
                "var/lib",
                "var/lib/cloud",
                "var/lib/cloud/instances",
                "var/log",
                "var/mail",
                "var/opt",
                "var/spool")) {
            mode(Files.createDirectory(root.resolve(name)), "rwxr-xr-x");
        }
        for (String name : List.of("tmp", "var/tmp")) {
            Files.setAttribute(Files.createDirectory(root.resolve(name)), "unix:mode", 01777);
        }
        mode(Files.createDirectory(root.resolve("root")), "rwx------");
        Path home = mode(Files.createDirectory(root.resolve("home/ec2-user")), "rwx------");
        Files.setAttribute(home, "unix:uid", 1000);
        Files.setAttribute(home, "unix:gid", 1000);
        Files.createSymbolicLink(root.resolve("var/run"), Path.of("/run"));
        Files.createSymbolicLink(root.resolve("var/lock"), Path.of("/run/lock"));
        for (String name : LINKS) {
            Path host = Path.of("/", name);
            if (Files.isSymbolicLink(host)) {
                Files.createSymbolicLink(root.resolve(name), Files.readSymbolicLink(host));
            }
        }
        for (String name : hostTrees()) {
            mode(Files.createDirectory(root.resolve(name)), "rwxr-xr-x");
        }
    }

    private static void etc(Path etc, StringBuilder facts) throws IOException {
        for (String name : Resources.lines("etc.txt")) {
            Path source = Path.of("/etc", name);
            if (Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                copy(source, etc.resolve(name), facts);
            }
        }
        var passwd = new ArrayList<>(List.of("root:x:0:0:root:/root:/bin/bash"));
        var group = new ArrayList<>(List.of("root:x:0:"));
        accounts(Path.of("/etc/passwd"), passwd);
        accounts(Path.of("/etc/group"), group);
        passwd.add("ec2-user:x:1000:1000:EC2 default user:/home/ec2-user:/bin/bash");
        group.add("ec2-user:x:1000:");
        write(etc.resolve("passwd"), passwd, "rw-r--r--", facts);
        write(etc.resolve("group"), group, "rw-r--r--", facts);
        // Made up, with every password locked: PAM wants the file to be there.
        write(
                etc.resolve("shadow"),
                passwd.stream()
                        .map(line -> line.substring(0, line.indexOf(':')) + ":*:19000:0:99999:7:::")
                        .toList(),
                "rw-r-----",
                facts);
        write(
                etc.resolve("profile"),
                List.of(
                        "export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                        "for script in /etc/profile.d/*.sh; do [ -r \"$script\" ] && . \"$script\"; done"),
                "rw-r--r--",
                facts);
        mode(Files.createDirectories(etc.resolve("profile.d")), "rwxr-xr-x");
        mode(Files.createDirectories(etc.resolve("sudoers.d")), "rwxr-x---");
        write(
                etc.resolve("sudoers"),
                List.of("root ALL=(ALL:ALL) ALL", "ec2-user ALL=(ALL:ALL) NOPASSWD: ALL", "@includedir /etc/sudoers.d"),
                "r--r-----",
                facts);
        write(etc.resolve("machine-id"), List.of(), "rw-r--r--", facts);
        Files.createSymbolicLink(etc.resolve("mtab"), Path.of("/proc/self/mounts"));
    }

    // Names and numbers of the system's accounts, so that files of the host's programs have owners; never people's.
    private static void accounts(Path file, List<String> into) throws IOException {
        for (String line : Files.readAllLines(file)) {
            String[] fields = line.split(":", -1);
            if (fields.length >= 3 && fields[2].matches("\\d{1,9}")) {
                long number = Long.parseLong(fields[2]);
                boolean system = (number > 0 && number < 1000) || number == 65534;
                if (system && fields.length >= 7) {
                    into.add("%s:x:%s:%s::%s:%s".formatted(fields[0], fields[2], fields[3], fields[5], fields[6]));
                } else if (system && fields.length == 4) {
                    into.add("%s:x:%s:".formatted(fields[0], fields[2]));
                }
            }
        }
    }

    private static void write(Path file, List<String> lines, String permissions, StringBuilder facts)
            throws IOException {
        mode(Files.write(file, lines), permissions);
        facts.append(file.getFileName()).append(lines);
    }

    private static Path mode(Path path, String permissions) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static void copy(Path source, Path target, StringBuilder facts) throws IOException {
        Path parent = target.resolveSibling("");
        if (!Files.exists(parent)) {
            mode(Files.createDirectories(parent), "rwxr-xr-x");
        }
        Set<Path> seen = new TreeSet<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes is) throws IOException {
                if (!mayBeRead(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                mode(Files.createDirectories(target.resolve(source.relativize(directory))), "rwxr-xr-x");
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
                Path copy = source.equals(file) ? target : target.resolve(source.relativize(file));
                if (is.isSymbolicLink()) {
                    Files.createSymbolicLink(copy, Files.readSymbolicLink(file));
                    seen.add(file);
                } else if (is.isRegularFile() && mayBeRead(file) && !holdsPrivateKey(file, is)) {
                    Files.copy(file, copy);
                    mode(copy, Files.isExecutable(file) ? "rwxr-xr-x" : "rw-r--r--");
                    facts.append(is.lastModifiedTime().toMillis()).append(is.size());
                    seen.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        facts.append(seen);
    }

    private static boolean mayBeRead(Path path) throws IOException {
        return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .permissions()
                .contains(PosixFilePermission.OTHERS_READ);
    }

    private static boolean holdsPrivateKey(Path file, BasicFileAttributes is) throws IOException {
        return is.size() > BYTES_AT_MOST
                || new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains("PRIVATE KEY-----");
    }
}
