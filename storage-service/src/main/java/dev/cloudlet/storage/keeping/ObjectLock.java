package dev.cloudlet.storage.keeping;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a version from being removed.
 *
 * @param mode of the retention, or null if there is none
 * @param until the end of the retention; null exactly where the mode is
 * @param legalHold holds whatever the retention is; null if nobody ever said
 */
public record ObjectLock(
        @Nullable Mode mode,
        @Nullable Instant until,
        @Nullable Boolean legalHold) {
    /** Nothing does. */
    public static final ObjectLock NONE = new ObjectLock(null, null, null);

    /** How strict a retention is. */
    public enum Mode {
        /** Those with a permission of its own may lift it. */
        GOVERNANCE,
        /** Nobody may. */
        COMPLIANCE;

        /** The mode of this name, or null. */
        public static @Nullable Mode of(@Nullable String name) {
            for (Mode each : values()) {
                if (each.name().equals(name)) {
                    return each;
                }
            }
            return null;
        }
    }

    /** Whether the version may not be removed at this time. */
    public boolean forbids(Instant now, boolean bypassesGovernance) {
        return Boolean.TRUE.equals(legalHold) || (retains(now) && !(bypassesGovernance && mode == Mode.GOVERNANCE));
    }

    /** Whether the retention is in force. */
    public boolean retains(Instant now) {
        return until != null && until.isAfter(now);
    }

    /** The same hold with another retention. */
    public ObjectLock withRetention(@Nullable Mode otherMode, @Nullable Instant otherUntil) {
        return new ObjectLock(otherMode, otherUntil, legalHold);
    }

    /** The same retention with or without a hold. */
    public ObjectLock withLegalHold(boolean hold) {
        return new ObjectLock(mode, until, hold);
    }
}
