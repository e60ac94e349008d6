package dev.cloudlet.monitoring.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.postgres.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.json.JsonMapper;

class LogEventsTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("monitoring");

    private static final long NOW = Instant.parse("2026-03-31T12:00:00Z").toEpochMilli();
    private static final long DAY = 86_400_000;

    private final LogGroups groups = new LogGroups(database.jdbc(), new JsonMapper());
    private final LogStreams streams = new LogStreams(database.jdbc());
    private final LogEvents events = new LogEvents(database.jdbc());
    private LogGroup group;

    @BeforeEach
    void group() {
        assertThat(groups.create("1", "r", "/app", NOW, "STANDARD", null, Map.of("team", "a")))
                .isTrue();
        group = groups.find("1", "r", "/app").orElseThrow();
    }

    @Test
    void aNameIsTakenOnce() {
        assertThat(groups.create("1", "r", "/app", NOW, "STANDARD", null, Map.of()))
                .isFalse();
        assertThat(groups.create("2", "r", "/app", NOW, "STANDARD", null, Map.of()))
                .isTrue();
        assertThat(streams.create(group, "s", NOW)).isTrue();
        assertThat(streams.create(group, "s", NOW)).isFalse();
    }

    @Test
    void interleavesStreamsByTimeAndKeepsTheOrderOfEqualTimes() {
        LogStream a = stream("a");
        LogStream b = stream("b");
        put(a, 1, "a1", 3, "a3", 3, "a3 again");
        put(b, 2, "b2", 3, "b3");
        assertThat(messages(events.ofGroup(group, null, EventPosition.BEGINNING, EventPosition.END, 10)))
                .containsExactly("a1", "b2", "a3", "a3 again", "b3");
        assertThat(messages(events.ofGroup(group, List.of(b.id()), EventPosition.BEGINNING, EventPosition.END, 10)))
                .containsExactly("b2", "b3");
    }

    @Test
    void readsAStreamFromEitherEnd() {
        LogStream a = stream("a");
        put(a, 1, "1", 2, "2", 3, "3");
        assertThat(messages(events.ofStream(a, EventPosition.BEGINNING, EventPosition.END, true, 2)))
                .containsExactly("1", "2");
        assertThat(messages(events.ofStream(a, EventPosition.BEGINNING, EventPosition.END, false, 2)))
                .containsExactly("3", "2");
    }

    @Test
    void keepsEveryCharacter() {
        LogStream a = stream("a");
        put(a, 1, "nul \0, tab \t, é, 🎉");
        assertThat(messages(events.ofStream(a, EventPosition.BEGINNING, EventPosition.END, true, 2)))
                .containsExactly("nul \0, tab \t, é, 🎉");
    }

    @Test
    void countsBytesAndTimesOfStreams() {
        LogStream a = stream("a");
        put(a, 5, "12345");
        put(a, 3, "é");
        LogStream now = streams.find(group, "a").orElseThrow();
        assertThat(now.firstAt()).isEqualTo(NOW + 3);
        assertThat(now.lastAt()).isEqualTo(NOW + 5);
        assertThat(groups.list("1", "r", "/", null, null, null, "", 10)
                        .getFirst()
                        .storedBytes())
                .isEqualTo(5 + 2 + 2 * 26);
    }

    @Test
    void sweepsWhatHasExpiredAndNothingElse() {
        LogStream a = stream("a");
        put(a, -2 * DAY, "old", -DAY + 1, "young");
        sweep();
        assertThat(count()).isEqualTo(2);
        groups.retain(group, 1);
        sweep();
        assertThat(messages(events.ofStream(a, EventPosition.BEGINNING, EventPosition.END, true, 9)))
                .containsExactly("young");
        assertThat(groups.list("1", "r", null, "AP", null, null, "", 10)
                        .getFirst()
                        .storedBytes())
                .isEqualTo(5 + 26);
    }

    @Test
    void sweepsTheEventsOfGroupsThatAreGone() {
        put(stream("a"), 1, "1");
        groups.create("1", "r", "/other", NOW, "STANDARD", null, Map.of());
        LogGroup other = groups.find("1", "r", "/other").orElseThrow();
        streams.create(other, "b", NOW);
        LogStream b = streams.find(other, "b").orElseThrow();
        events.add(other, b, List.of(new LogEvents.NewEvent(NOW, new byte[] {65})), NOW);
        groups.delete(group);
        sweep();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void nothingIsWrittenToAStreamThatIsGone() {
        LogStream a = stream("a");
        streams.delete(a);
        assertThat(events.add(group, a, List.of(new LogEvents.NewEvent(NOW, new byte[] {65})), NOW))
                .isFalse();
    }

    @Test
    void listsStreamsByLastEventInPages() {
        put(stream("a"), 3, "x");
        put(stream("b"), 1, "x");
        put(stream("c"), 2, "x");
        List<LogStream> first = streams.byLastEvent(group, true, null, 2);
        assertThat(first).extracting(LogStream::name).containsExactly("a", "c");
        LogStream last = first.getLast();
        assertThat(streams.byLastEvent(group, true, new LogStreams.Position(last.lastAt(), last.name()), 2))
                .extracting(LogStream::name)
                .containsExactly("b");
        assertThat(streams.byName(group, null, true, null, 2))
                .extracting(LogStream::name)
                .containsExactly("c", "b");
    }

    @Test
    void positionsSurviveBeingWritten() {
        EventPosition position = new EventPosition(NOW, 123);
        assertThat(position.digits()).hasSize(56);
        assertThat(EventPosition.parse(position.digits())).isEqualTo(position);
        assertThat(EventPosition.parse(EventPosition.END.digits())).isEqualTo(EventPosition.END);
        assertThat(EventPosition.parse("9".repeat(56))).isNull();
        assertThat(EventPosition.parse("x")).isNull();
    }

    private void sweep() {
        new LogSweep(database.jdbc(), database.transaction(), Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC))
                .advance("all");
    }

    private static int count() {
        return database.jdbc()
                .sql("SELECT count(*) FROM log_event")
                .query(Integer.class)
                .single();
    }

    private LogStream stream(String name) {
        streams.create(group, name, NOW);
        return streams.find(group, name).orElseThrow();
    }

    /** Pairs of a time, in milliseconds from now, and a message. */
    private void put(LogStream stream, Object... timesAndMessages) {
        List<LogEvents.NewEvent> batch = new ArrayList<>();
        for (int i = 0; i < timesAndMessages.length; i += 2) {
            long at = ((Number) timesAndMessages[i]).longValue();
            String message = (String) timesAndMessages[i + 1];
            batch.add(new LogEvents.NewEvent(NOW + at, message.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(events.add(group, stream, batch, NOW)).isTrue();
    }

    private static List<String> messages(List<LogEvent> events) {
        return events.stream().map(LogEvent::message).toList();
    }
}
