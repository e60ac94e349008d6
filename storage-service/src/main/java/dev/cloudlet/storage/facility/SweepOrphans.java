package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** After a start: removes what a killed process left, temporary files and complete ones whose row was never committed. */
final class SweepOrphans implements Work {
    static final String NAME = "sweep-orphans";

    private static final Logger log = LoggerFactory.getLogger(SweepOrphans.class);
    private static final int AT_ONCE = 500;
    /** Between the completion of a file and the commit of its row; much more than it can take. */
    private static final Duration COMMIT_LIMIT = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Facilities facilities;
    private final Instant started;

    SweepOrphans(JdbcClient jdbc, Facilities facilities, Instant started) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.started = started;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        try {
            int removed = 0;
            for (Facility facility : facilities.all()) {
                removed += sweep(facility);
            }
            if (removed > 0) {
                log.info("removed {} files that no object refers to", removed);
            }
            return Next.done();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int sweep(Facility facility) throws IOException {
        boolean alone = facility.temporary().removeDead();
        // What is older than this process was left by one that is gone, unless there are others beside us.
        Instant limit = alone ? started : InstantSource.system().instant().minus(COMMIT_LIMIT);
        int removed = 0;
        try (var directories = Files.newDirectoryStream(facility.data())) {
            for (Path directory : directories) {
                removed += sweep(facility, directory, limit);
            }
        }
        return removed;
    }

    private int sweep(Facility facility, Path directory, Instant limit) throws IOException {
        int removed = 0;
        List<UUID> batch = new ArrayList<>();
        try (var files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                UUID id = UUID.fromString(file.getFileName().toString());
                if (BlobIds.made(id).isBefore(limit)) {
                    batch.add(id);
                }
                if (batch.size() == AT_ONCE) {
                    removed += removeUnknown(facility, batch);
                    batch.clear();
                }
            }
        }
        return removed + removeUnknown(facility, batch);
    }

    private int removeUnknown(Facility facility, List<UUID> ids) throws IOException {
        if (ids.isEmpty()) {
            return 0;
        }
        Set<UUID> unknown = new HashSet<>(ids);
        jdbc.sql("SELECT id FROM blob WHERE id = ANY (:ids)")
                .param("ids", ids.toArray(UUID[]::new))
                .query(UUID.class)
                .list()
                .forEach(unknown::remove);
        for (UUID id : unknown) {
            Files.deleteIfExists(facility.file(id));
        }
        return unknown.size();
    }
}
