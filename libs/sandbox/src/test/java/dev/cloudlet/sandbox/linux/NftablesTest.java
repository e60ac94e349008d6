package dev.cloudlet.sandbox.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.cloudlet.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library and the program do the same. */
final class NftablesTest {
    private final NetworkNamespace namespace =
            new NetworkNamespace("nftables-test-" + UUID.randomUUID().toString().substring(0, 8));

    static Stream<Nftables> both() {
        return Stream.concat(NftablesLibrary.find().stream(), NftablesProgram.find().stream());
    }

    @BeforeEach
    void namespace() throws IOException {
        assumeThat(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .as("namespaces are root's")
                .isEqualTo(0);
        namespace.create();
    }

    @AfterEach
    void remove() throws IOException {
        namespace.delete();
    }

    @ParameterizedTest
    @MethodSource("both")
    void aScriptHoldsInItsNamespaceOnly(Nftables nftables) throws IOException {
        nftables.apply(namespace, """
                add table inet trial
                add set inet trial here { type ipv4_addr; }
                add element inet trial here { 10.0.0.1 }
                """);
        assertThat(inside("list", "set", "inet", "trial", "here")).contains("10.0.0.1");
        assertThat(Command.run(Duration.ofSeconds(10), List.of("nft", "list", "tables")))
                .doesNotContain("trial");
    }

    @ParameterizedTest
    @MethodSource("both")
    void ofAWrongScriptNothingHolds(Nftables nftables) {
        assertThatThrownBy(() -> nftables.apply(namespace, """
                        add table inet trial
                        add rule inet trial nowhere accept
                        """))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("No such file or directory");
        assertThat(inside("list", "tables")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("both")
    void whatIsNoScriptIsRefusedWithItsWords(Nftables nftables) {
        assertThatThrownBy(() -> nftables.apply(namespace, "add nonsense"))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("syntax error");
    }

    /** One that was would give birth to others there: threads of pools that the whole process shares, and processes. */
    @ParameterizedTest
    @MethodSource("both")
    void noThreadIsLeftInTheNamespace(Nftables nftables) throws IOException {
        nftables.apply(namespace, "add table inet trial");

        String there = "net:[" + Files.getAttribute(namespace.path(), "unix:ino") + "]";
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(namespacesOfThreads()).doesNotContain(there));
    }

    private static List<String> namespacesOfThreads() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
            for (Path thread : threads.toList()) {
                try {
                    all.add(Files.readSymbolicLink(thread.resolve("ns/net")).toString());
                } catch (IOException endedMeanwhile) {
                    // Threads come and go.
                }
            }
        }
        return all;
    }

    private String inside(String... arguments) {
        return Command.run(
                Duration.ofSeconds(10),
                Stream.concat(Stream.of("nsenter", "--net=" + namespace.path(), "nft"), Stream.of(arguments))
                        .toList());
    }
}
