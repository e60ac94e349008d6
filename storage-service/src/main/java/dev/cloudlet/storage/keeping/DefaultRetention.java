package dev.cloudlet.storage.keeping;

import dev.cloudlet.storage.keeping.ObjectLock.Mode;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The retention that a bucket gives to new objects.
 *
 * @param days or else the years are set
 */
public record DefaultRetention(
        Mode mode, @Nullable Integer days, @Nullable Integer years) {

    /** The lock of an object that is put now. */
    public ObjectLock from(Instant now) {
        var time = now.atOffset(ZoneOffset.UTC);
        Instant until = (days != null ? time.plusDays(days) : time.plusYears(years == null ? 0 : years)).toInstant();
        return ObjectLock.NONE.withRetention(mode, until);
    }
}
