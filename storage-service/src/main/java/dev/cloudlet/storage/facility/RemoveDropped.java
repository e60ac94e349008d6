package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.work.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Removes the files of dropped blobs, a while after: a reply that was being prepared when the blob was dropped has opened its
 * file by then, and an open file can be read to its end though its name is gone.
 */
final class RemoveDropped implements Work {
    static final String NAME = "remove-dropped-blobs";

    private static final int AT_ONCE = 500;
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private final JdbcClient jdbc;
    private final Facilities facilities;
    private final Readers readers;
    private final Duration delay;

    RemoveDropped(JdbcClient jdbc, Facilities facilities, Readers readers, Duration delay) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.readers = readers;
        this.delay = delay;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        boolean more;
        do {
            more = removeSome();
        } while (more);
        return Next.after(PAUSE);
    }

    private boolean removeSome() {
        // The machine's time, not the cloud's: it is about how long a reply takes to open a file.
        List<UUID> due = jdbc.sql("""
                        SELECT id FROM blob WHERE dropped < now() - :millis * interval '1 ms'
                        ORDER BY dropped LIMIT :most
                        """)
                .param("millis", delay.toMillis())
                .param("most", AT_ONCE)
                .query(UUID.class)
                .list();
        List<UUID> unread = due.stream().filter(blob -> !readers.isRead(blob)).toList();
        for (UUID blob : unread) {
            try {
                for (Facility facility : facilities.all()) {
                    Files.deleteIfExists(facility.file(blob));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        // Files first: if we are killed here, the rows tell the next run to do it again.
        jdbc.sql("DELETE FROM blob WHERE id = ANY (:ids)")
                .param("ids", unread.toArray(UUID[]::new))
                .update();
        return due.size() == AT_ONCE && !unread.isEmpty();
    }
}
