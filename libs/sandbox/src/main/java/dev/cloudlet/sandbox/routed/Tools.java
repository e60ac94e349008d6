package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.Command;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The host's network tools.
 *
 * @param ip iproute2
 * @param nft nftables
 * @param nsenter util-linux
 */
record Tools(Path ip, Path nft, Path nsenter) {
    private static final Duration BOUND = Duration.ofSeconds(15);

    /** Finds them; UNAVAILABLE names what to install. */
    static Tools find() {
        return new Tools(find("ip", "iproute2"), find("nft", "nftables"), find("nsenter", "util-linux"));
    }

    private static Path find(String program, String aptPackage) {
        return Command.find(program)
                .orElseThrow(() -> new SandboxException(
                        SandboxException.Reason.UNAVAILABLE,
                        "machines need the program " + program + ": apt-get install " + aptPackage));
    }

    /** Runs lines of {@code ip} commands in a namespace. */
    void batch(NetworkNamespace namespace, String lines) {
        Command.run(BOUND, lines, List.of(ip.toString(), "-4", "-n", namespace.name(), "-batch", "-"));
    }

    /** Runs {@code ip} in the host's own namespace. */
    String onHost(String... arguments) {
        return Command.run(
                BOUND,
                Stream.concat(Stream.of(ip.toString()), Stream.of(arguments)).toList());
    }

    /** Applies a script of nftables in a namespace, as a whole or not at all. */
    void filter(NetworkNamespace namespace, String script) {
        Command.run(BOUND, script, List.of(nsenter.toString(), "--net=" + namespace.path(), nft.toString(), "-f", "-"));
    }
}
