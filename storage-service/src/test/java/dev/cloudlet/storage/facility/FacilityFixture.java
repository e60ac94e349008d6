package dev.cloudlet.storage.facility;

import dev.cloudlet.postgres.testing.TestDatabase;
import dev.cloudlet.storage.seal.WrappingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A facility in a test's directory. */
public final class FacilityFixture implements AutoCloseable {
    public final Intake intake;
    public final Blobs blobs;
    public final WrappingKey key;
    final Facilities facilities;
    private final JdbcClient jdbc;
    private final Readers readers = new Readers();

    public FacilityFixture(TestDatabase database, Path... directories) {
        this(database.jdbc(), directories);
    }

    public FacilityFixture(JdbcClient jdbc, Path... directories) {
        this.jdbc = jdbc;
        key = new WrappingKey(new byte[32], new SecureRandom());
        facilities = Facilities.in(List.of(directories));
        intake = new Intake(facilities);
        blobs = new Blobs(jdbc, facilities, readers);
    }

    /** In as many facilities as there are. */
    public Storing storing() {
        return new Storing(key, facilities.all().size());
    }

    /** The first one. */
    Facility facility() {
        return facilities.all().getFirst();
    }

    /** All complete files. */
    public List<Path> files() {
        List<Path> files = new ArrayList<>();
        for (Facility facility : facilities.all()) {
            try (var walk = Files.walk(facility.data())) {
                walk.filter(Files::isRegularFile).forEach(files::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return files;
    }

    public void removeDropped() {
        new RemoveDropped(jdbc, facilities, readers, Duration.ZERO).advance("all");
    }

    public void sweep(Instant started) {
        new SweepOrphans(jdbc, facilities, started).advance("all");
    }

    @Override
    public void close() {
        facilities.close();
    }
}
