package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.work.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads all stored files in the background, a few at a time, and sees to it that each blob has as many good copies as it should:
 * replaces damaged ones, makes missing ones, removes those too many. Goes on where it was after a restart. What it compares with is a
 * checksum of the encrypted bytes, so that it needs no keys.
 */
final class Scrub implements Work {
    static final String NAME = "scrub";

    private static final Logger log = LoggerFactory.getLogger(Scrub.class);
    private static final int AT_ONCE = 50;
    private static final long MOST_BYTES = 64 << 20;
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ROUNDS = Duration.ofDays(1);
    private static final UUID BEGIN = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final Copies copies;

    Scrub(JdbcClient jdbc, Copies copies) {
        this.jdbc = jdbc;
        this.copies = copies;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Next advance(String key) {
        List<Stored> due = jdbc.sql("""
                        SELECT id, size, copies, crc FROM blob
                        WHERE id > coalesce((SELECT cursor FROM scrub), :begin) AND bytes IS NULL AND dropped IS NULL
                        ORDER BY id LIMIT :most
                        """)
                .param("begin", BEGIN)
                .param("most", AT_ONCE)
                .query((row, number) -> new Stored(
                        row.getObject("id", UUID.class), row.getLong("size"), row.getInt("copies"), row.getLong("crc")))
                .list();
        long bytes = 0;
        UUID last = BEGIN;
        for (Stored blob : due) {
            last = blob.id();
            look(blob);
            bytes += blob.size();
            if (bytes >= MOST_BYTES) {
                break;
            }
        }
        jdbc.sql("INSERT INTO scrub (cursor) VALUES (:cursor) ON CONFLICT (single) DO UPDATE SET cursor = :cursor")
                .param("cursor", last)
                .update();
        return Next.after(due.isEmpty() ? BETWEEN_ROUNDS : PAUSE);
    }

    private void look(Stored blob) {
        try {
            if (!copies.mend(blob) && isStillThere(blob.id())) {
                log.error("blob {} is damaged, and there is no good copy of it", blob.id());
            }
        } catch (IOException e) {
            // The others are looked at nevertheless; this one again in the next round.
            log.warn("blob {} could not be looked at", blob.id(), e);
        }
    }

    private boolean isStillThere(UUID blob) {
        return jdbc.sql("SELECT count(*) FROM blob WHERE id = :id AND dropped IS NULL")
                        .param("id", blob)
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
