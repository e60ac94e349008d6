package dev.cloudlet.storage.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.StorageFixture;
import dev.cloudlet.storage.bucket.Bucket;
import dev.cloudlet.storage.object.ObjectVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that writes, at any point: {@code -Dstorage.kills=300} times, if there is time for that. */
class KilledWriterTest {
    private static final int KILLS = Integer.getInteger("storage.kills", 2);
    private static final int MOST_STEPS = 300;

    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("storage");

    @TempDir
    Path directory;

    /** What each object is known to be, or may have become when the process was killed. */
    private final Map<String, Set<String>> possible = new HashMap<>();

    @Test
    void nothingAcknowledgedIsLostAndNothingHalfDoneIsSeen() throws IOException, InterruptedException {
        try (StorageFixture storage = new StorageFixture(database, directory)) {
            Bucket bucket = storage.bucket("bucket");
            for (int kill = 0; kill < KILLS; kill++) {
                writeUntilKilled();
                storage.facility.sweep(InstantSource.system().instant().plus(Duration.ofSeconds(1)));
                storage.facility.removeDropped();

                for (var object : possible.entrySet()) {
                    String state = state(storage, bucket, object.getKey());
                    assertThat(state).as(object.getKey()).isIn(object.getValue());
                    object.setValue(new HashSet<>(Set.of(state)));
                }
                assertThat(storage.files())
                        .hasSize(database.jdbc()
                                .sql("SELECT count(*) FROM blob WHERE bytes IS NULL")
                                .query(Integer.class)
                                .single());
            }
        }
    }

    private void writeUntilKilled() throws IOException, InterruptedException {
        HikariDataSource source = (HikariDataSource) database.dataSource();
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        source.getJdbcUrl(),
                        source.getUsername(),
                        source.getPassword(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int steps = ThreadLocalRandom.current().nextInt(1, MOST_STEPS);
        try (BufferedReader said = writer.inputReader()) {
            int heard = 0;
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                hear(line);
                if (++heard == steps) {
                    // Not the process itself, which would close its output: that is read to the end.
                    writer.toHandle().destroyForcibly();
                }
            }
            assertThat(heard).isGreaterThanOrEqualTo(steps);
        } finally {
            writer.destroyForcibly().waitFor();
        }
    }

    private void hear(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 3) {
            // The log, or the end of a line that was cut off.
            return;
        }
        switch (words[0]) {
            case "begin" ->
                possible.computeIfAbsent(words[1], key -> new HashSet<>(Set.of("-")))
                        .add(words[2]);
            case "done" -> possible.put(words[1], new HashSet<>(Set.of(words[2])));
            default -> {}
        }
    }

    private static String state(StorageFixture storage, Bucket bucket, String key) {
        ObjectVersion version = storage.versions.latest(bucket, key).orElse(null);
        if (version == null) {
            return "-";
        }
        String text = storage.text(version, 0, version.size());
        assertThat(text.chars().distinct().count())
                .as("different letters in %s", key)
                .isEqualTo(1);
        return text.charAt(0) + ":" + text.length();
    }
}
