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

    static PrivilegeDrop choose() {
        if (!isRoot()) {
            return new PrivilegeDrop(List.of(), Optional.empty());
        }
        return candidates()
                .filter(PrivilegeDrop::works)
                .findFirst()
                .orElseThrow(() -> new PostgresFailure(
                        "Postgres refuses to run as root, and neither unshare, setpriv nor runuser works here",
                        "run ./cloudlet as an ordinary user, or install util-linux"));
    }

    static Stream<PrivilegeDrop> candidates() {
        return Stream.of(
                        Stream.of(new PrivilegeDrop(List.of("unshare", "-U", "--"), Optional.empty())),
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

    /** Gives what the server writes to the user it runs as. */
    void handOver(Path tree) throws IOException {
        if (user.isPresent()) {
            FileOwners.give(tree, user.get());
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
