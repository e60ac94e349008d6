package dev.cloudlet.storage.facility;

import dev.cloudlet.postgres.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A facility in a test's directory. */
public final class FacilityFixture implements AutoCloseable {
    public final Intake intake;
    public final Blobs blobs;
    final Facility facility;
    private final TestDatabase database;
    private final Readers readers = new Readers();

    public FacilityFixture(TestDatabase database, Path directory) {
        this.database = database;
        facility = new Facility(directory);
        intake = new Intake(facility);
        blobs = new Blobs(database.jdbc(), facility, readers);
    }

    /** All complete files. */
    public List<Path> files() {
        try (var walk = Files.walk(facility.data())) {
            return walk.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void removeDropped() {
        new RemoveDropped(database.jdbc(), facility, readers, Duration.ZERO).advance("all");
    }

    void sweep(Instant started) {
        new SweepOrphans(database.jdbc(), facility, started).advance("all");
    }

    @Override
    public void close() {
        facility.close();
    }
}
