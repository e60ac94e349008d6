package dev.cloudlet.monitoring.log;

import dev.cloudlet.monitoring.log.LogEvents.NewEvent;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what other services log on their own account. */
@Component
class LogWriting {
    private final LogGroups groups;
    private final LogStreams streams;
    private final LogEvents events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LogWriting(LogGroups groups, LogStreams streams, LogEvents events, TransactionTemplate transaction, Clock clock) {
        this.groups = groups;
        this.streams = streams;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    void write(WrittenLogs logs) {
        long now = clock.millis();
        transaction.executeWithoutResult(status -> {
            if (logs.createIfAbsent()) {
                groups.create(logs.account(), logs.region(), logs.group(), now, "STANDARD", null, Map.of());
            }
            LogGroup group =
                    groups.find(logs.account(), logs.region(), logs.group()).orElseThrow(LogTargets::noGroup);
            if (logs.createIfAbsent()) {
                streams.create(group, logs.stream(), now);
            }
            LogStream stream = streams.find(group, logs.stream()).orElseThrow(LogTargets::noStream);
            List<NewEvent> lines = logs.events().stream()
                    .filter(line -> !line.message().isEmpty())
                    .map(line -> new NewEvent(line.timestamp(), line.message().getBytes(StandardCharsets.UTF_8)))
                    .sorted(Comparator.comparingLong(NewEvent::at))
                    .toList();
            if (!lines.isEmpty() && !events.add(group, stream, lines, now)) {
                throw LogTargets.noStream();
            }
        });
    }
}
