package dev.cloudlet.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPostgresTest {
    private static final String SERVICES = "c0ffee".repeat(6);
    private static final Passwords PASSWORDS = new Passwords("5ec4e7".repeat(6), SERVICES);

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void letOthersIn() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        directory = Files.createDirectory(temporary.resolve("postgres"));
    }

    @Test
    void whatIsCommittedIsThereTheNextTime() throws SQLException {
        try (LocalPostgres first = start(PrivilegeDrop.choose());
                Connection connection = connect(first, SERVICES)) {
            connection.createStatement().execute("create table kept as select 42 as n");
        }
        try (LocalPostgres second = start(PrivilegeDrop.choose());
                Connection connection = connect(second, SERVICES);
                var rows = connection.createStatement().executeQuery("select n from kept")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("n")).isEqualTo(42);
        }
    }

    /** Everything was killed, and the server's number is another process's by now. */
    @Test
    void whatAKilledServerLeavesKeepsNobodyFromStarting() throws Exception {
        start(PrivilegeDrop.choose()).close();
        Path file = directory.resolve("data/postmaster.pid");
        Process other = new ProcessBuilder("tail", "-f", "/dev/null").start();
        try {
            Files.writeString(file, "%d\n%s\n1795216780\n1\n\n127.0.0.1\n\nready\n".formatted(other.pid(), directory));

            try (LocalPostgres postgres = start(PrivilegeDrop.choose());
                    Connection connection = connect(postgres, SERVICES)) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (LocalPostgres postgres = start(PrivilegeDrop.choose())) {
            assertThatThrownBy(() -> connect(postgres, "guess").close())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void whatIsAcknowledgedIsOnTheDisk() throws SQLException {
        try (LocalPostgres postgres = start(PrivilegeDrop.choose());
                Connection connection = connect(postgres, SERVICES)) {
            for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
                try (var rows = connection.createStatement().executeQuery("show " + setting)) {
                    rows.next();
                    assertThat(rows.getString(1)).as(setting).isEqualTo("on");
                }
            }
        }
    }

    /** Every way in which root can start it, as far as this machine allows. */
    @ParameterizedTest
    @MethodSource("ways")
    void rootStartsItAsSomebodyElse(PrivilegeDrop way) throws SQLException {
        assumeTrue(System.getProperty("user.name").equals("root") && way.works());

        try (LocalPostgres postgres = start(way);
                Connection connection = connect(postgres, SERVICES)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void aUserWithoutANameStartsItToo() throws SQLException {
        PrivilegeDrop nobody = PrivilegeDrop.ofUser("?");

        try (LocalPostgres postgres = start(nobody);
                Connection connection = connect(postgres, SERVICES)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    /** As when the data moves to a machine that allows user namespaces, or to one that does not. */
    @Test
    void itMayRunAsAnotherUserThanTheLastTime() throws SQLException {
        List<PrivilegeDrop> ways = PrivilegeDrop.candidates()
                .filter(way -> System.getProperty("user.name").equals("root") && way.works())
                .toList();
        assumeTrue(ways.size() > 1);

        for (PrivilegeDrop way : List.of(ways.getFirst(), ways.getLast(), ways.getFirst())) {
            try (LocalPostgres postgres = start(way);
                    Connection connection = connect(postgres, SERVICES)) {
                assertThat(connection.isValid(5)).as(way.toString()).isTrue();
            }
        }
    }

    /** The number of another process, half a file, no number: what a machine that lost its power may find. */
    @ParameterizedTest
    @ValueSource(strings = {"%d\n/elsewhere\n0\n0\n\n127.0.0.1\n0\nready\n", "%d", "", "garbage\u0000\u00ff\n\n"})
    void whatAKilledServerLeavesIsNoObstacle(String left) throws SQLException, IOException {
        start(PrivilegeDrop.choose()).close();
        long another = ProcessHandle.current().pid();
        Files.writeString(directory.resolve("data/postmaster.pid"), left.formatted(another));
        Files.writeString(directory.resolve("port"), left.formatted(another));

        try (LocalPostgres postgres = start(PrivilegeDrop.choose());
                Connection connection = connect(postgres, SERVICES)) {
            assertThat(connection.isValid(5)).isTrue();
        }
    }

    @Test
    void anInterruptedCreationIsBegunAgain() throws IOException {
        Path half = Files.createDirectories(directory.resolve("creating-1/base"));
        Files.createFile(half.resolve("1"));

        start(PrivilegeDrop.choose()).close();

        assertThat(directory.resolve("creating-1")).doesNotExist();
    }

    static Stream<PrivilegeDrop> ways() {
        return PrivilegeDrop.candidates();
    }

    private LocalPostgres start(PrivilegeDrop way) {
        return LocalPostgres.start(directory, PASSWORDS, line -> {}, way);
    }

    private static Connection connect(LocalPostgres postgres, String password) throws SQLException {
        return DriverManager.getConnection(postgres.url(), postgres.user(), password);
    }
}
