package dev.cloudlet.monitoring.log;

import java.util.List;

/**
 * Lines that another service writes: the question of the internal operation {@code put-logs}.
 *
 * @param createIfAbsent whether the group and the stream are made when they are not there; otherwise that is an error
 */
record WrittenLogs(
        String account, String region, String group, String stream, boolean createIfAbsent, List<Line> events) {
    static final String OPERATION = "put-logs";

    /** @param timestamp milliseconds since 1970 */
    record Line(long timestamp, String message) {}
}
