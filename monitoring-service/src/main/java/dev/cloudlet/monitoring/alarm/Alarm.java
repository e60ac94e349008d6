package dev.cloudlet.monitoring.alarm;

import java.time.Instant;

/**
 * An alarm as it is.
 *
 * @param version grows with every change
 * @param reason why it is in its state, for people
 * @param reasonData the same for programs: JSON, or empty
 * @param updatedAt when the state was last set
 * @param transitionedAt when the state last became another
 * @param actedAt when the actions of the state were last asked for
 */
record Alarm(
        AlarmKey key,
        AlarmSettings settings,
        long version,
        Instant configuredAt,
        AlarmState state,
        String reason,
        String reasonData,
        Instant updatedAt,
        Instant transitionedAt,
        Instant actedAt) {}
