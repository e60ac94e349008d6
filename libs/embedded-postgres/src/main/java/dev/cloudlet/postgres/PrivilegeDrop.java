package dev.cloudlet.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Postgres refuses to run as root. A user namespace needs no change of owner and no directory that others may enter;
 * where a container forbids namespaces the server runs as another user.
 *
 * @param command what is put before the command; empty when we are not root
 * @param user the user who must own the server's files, if it is not the current one
 */
record PrivilegeDrop(List<String> command, Optional<String> user) {
    private static final List<String> USERS = List.of("postgres", "nobody");
    private static final PrivilegeDrop NAMESPACE = new PrivilegeDrop(List.of("unshare", "-U", "--"), Optional.empty());

    static PrivilegeDrop choose() {
        if (!isRoot()) {
            return ofUser(System.getProperty("user.name"));
        }
        return candidates()
                .filter(PrivilegeDrop::works)
                .findFirst()
                .orElseThrow(() -> new PostgresFailure(
                        "Postgres refuses to run as root, and neither unshare, setpriv nor runuser works here",
                        "run ./cloudlet as an ordinary user, or install util-linux"));
    }

    /**
     * Whoever is not root needs none, but for a name: in a container the user is often a number that no file knows, which initdb
     * refuses. In a user namespace everybody is nobody.
     */
    static PrivilegeDrop ofUser(String name) {
        if (!name.equals("?")) {
            return new PrivilegeDrop(List.of(), Optional.empty());
        }
        if (NAMESPACE.works()) {
            return NAMESPACE;
        }
        throw new PostgresFailure(
                "Postgres wants a user with a name, which this one has not",
                "add a line for it to /etc/passwd, or run ./cloudlet as another user");
    }

    static Stream<PrivilegeDrop> candidates() {
        return Stream.of(
                        Stream.of(NAMESPACE),
                        USERS.stream().map(PrivilegeDrop::setpriv),
                        USERS.stream().map(PrivilegeDrop::runuser))
                .flatMap(each -> each);
    }

    private static PrivilegeDrop setpriv(String user) {
        return new PrivilegeDrop(
                List.of("setpriv", "--reuid=" + user, "--regid=" + group(user), "--clear-groups", "--"),
                Optional.of(user));
    }

    private static PrivilegeDrop runuser(String user) {
        return new PrivilegeDrop(List.of("runuser", "-u", user, "--"), Optional.of(user));
    }

    /** Debian's group of nobody is nogroup. */
    private static String group(String user) {
        if (!user.equals("nobody")) {
            return user;
        }
        try {
            FileOwners.group("nogroup");
            return "nogroup";
        } catch (IOException e) {
            return "nobody";
        }
    }

    boolean works() {
        return succeeds("true");
    }

    /** Whether the server could work in this directory. */
    boolean canEnter(Path directory) {
        return user.isEmpty() || succeeds("test", "-x", directory.toString());
    }

    /** Gives what the server writes to the user it runs as, which may be another one than the last time. */
    void handOver(Path tree) throws IOException {
        if (user.isPresent()) {
            FileOwners.give(tree, user.get());
        } else if (isRoot()) {
            FileOwners.give(tree, "root");
        }
    }

    private boolean succeeds(String... arguments) {
        try {
            return new ProcessBuilder(Stream.concat(command.stream(), Stream.of(arguments))
                                    .toList())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return System.getProperty("user.name").equals("root");
        }
    }
}
