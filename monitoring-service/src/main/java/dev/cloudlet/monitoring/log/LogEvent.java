package dev.cloudlet.monitoring.log;

/** A line in a stream; its position orders it among the others of its group. */
record LogEvent(EventPosition position, long stream, long ingestedAt, String message) {
    /** What CloudWatch Logs adds to the length of each message when it counts bytes. */
    static final int OVERHEAD = 26;
}
