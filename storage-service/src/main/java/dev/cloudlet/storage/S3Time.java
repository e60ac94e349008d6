package dev.cloudlet.storage;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times between S3, which knows whole seconds, and the database. */
public final class S3Time {
    private S3Time() {}

    /** The last whole second. */
    public static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** For a parameter of a statement. */
    public static OffsetDateTime column(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
