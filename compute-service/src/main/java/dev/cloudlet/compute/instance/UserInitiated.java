package dev.cloudlet.compute.instance;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** EC2's words for what somebody asked for. */
final class UserInitiated {
    static final Instance.StateReason SHUTDOWN = new Instance.StateReason(
            "Client.UserInitiatedShutdown", "Client.UserInitiatedShutdown: User initiated shutdown");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'GMT'").withZone(ZoneOffset.UTC);

    private UserInitiated() {}

    static String at(Clock clock) {
        return "User initiated (" + TIME.format(clock.instant()) + ")";
    }
}
