package dev.cloudlet.monitoring.trail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.kit.outbox.EventBatch;
import dev.cloudlet.kit.outbox.OutboxEvent;
import dev.cloudlet.postgres.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrailEventsTest {
    @RegisterExtension
    static final TestDatabase database = TestDatabase.of("monitoring");

    private final JsonMapper json = new JsonMapper();
    private final TrailEvents events = new TrailEvents(database.jdbc(), json);
    private final EventIntake intake = new EventIntake(events, database.transaction());

    @Test
    void listsNewestFirstAndInPages() {
        take(record("1", "CreateUser", 1, ""), record("2", "CreateUser", 2, ""), record("3", "DeleteUser", 3, ""));
        List<TrailEvents.Found> first = lookup(null, null, 2);
        assertThat(names(first)).containsExactly("DeleteUser", "CreateUser");
        assertThat(events.lookup("1", "r", null, null, null, first.getLast().position(), 10))
                .extracting(f -> f.record().path("eventID").asString())
                .containsExactly("1");
    }

    @Test
    void keepsADoubleDeliveryOnce() {
        take(record("1", "CreateUser", 1, ""));
        take(record("1", "CreateUser", 1, ""));
        assertThat(lookup(null, null, 10)).hasSize(1);
    }

    @Test
    void dropsWhatIsNoRecordAndKeepsTheRest() {
        intake.take(new EventBatch(List.of(
                new OutboxEvent("trail", "x-1", json.readTree("{\"eventID\": \"9\"}")),
                new OutboxEvent("unheard-of", "x-2", json.readTree("{}")),
                new OutboxEvent("trail", "x-3", record("1", "CreateUser", 1, "")))));
        assertThat(lookup(null, null, 10)).hasSize(1);
    }

    @Test
    void findsByEveryAttribute() {
        take(
                record("1", "CreateUser", 1, "\"requestParameters\": {\"userName\": \"ann\"},"),
                record("2", "GetUser", 2, ""));
        assertThat(names(lookup(Attribute.Kind.EVENT_NAME, "CreateUser", 10))).containsExactly("CreateUser");
        assertThat(names(lookup(Attribute.Kind.EVENT_ID, "2", 10))).containsExactly("GetUser");
        assertThat(lookup(Attribute.Kind.USERNAME, "bob", 10)).hasSize(2);
        assertThat(lookup(Attribute.Kind.EVENT_SOURCE, "iam.amazonaws.com", 10)).hasSize(2);
        assertThat(lookup(Attribute.Kind.ACCESS_KEY_ID, "AKIA1", 10)).hasSize(2);
        assertThat(lookup(Attribute.Kind.READ_ONLY, "false", 10)).hasSize(2);
        assertThat(lookup(Attribute.Kind.READ_ONLY, "true", 10)).isEmpty();
        assertThat(names(lookup(Attribute.Kind.RESOURCE_NAME, "ann", 10))).containsExactly("CreateUser");
        assertThat(lookup(Attribute.Kind.RESOURCE_TYPE, "AWS::IAM::User", 10))
                .singleElement()
                .satisfies(f -> assertThat(f.resources()).containsExactly(new TrailResource("AWS::IAM::User", "ann")));
    }

    @Test
    void keepsToTheTimeAskedFor() {
        take(record("1", "A", 1, ""), record("2", "B", 2, ""), record("3", "C", 3, ""));
        assertThat(names(events.lookup("1", "r", null, at(2), at(2), null, 10))).containsExactly("B");
    }

    @Test
    void knowsWhoWasRefusedAndWhy() {
        take(
                record("1", "DeleteUser", 1, """
                        "errorCode": "AccessDenied", "requestID": "r-1",
                        "derivation": {"principal": "arn:aws:iam::1:user/bob", "action": "iam:DeleteUser", "resource": "*",
                         "context": {}, "policies": [], "reason": "statement Deny2", "statement": null},"""),
                record("2", "DeleteUser", 2, "\"errorCode\": \"NoSuchEntity\", \"requestID\": \"r-2\","));
        assertThat(events.refused("r-1", 10))
                .isEqualTo(events.refused(null, 10))
                .singleElement()
                .satisfies(d -> {
                    assertThat(d.operation()).isEqualTo("DeleteUser");
                    assertThat(d.derivation().principal()).isEqualTo("arn:aws:iam::1:user/bob");
                    assertThat(d.derivation().reason()).isEqualTo("statement Deny2");
                });
        assertThat(events.refused("r-2", 10)).isEmpty();
        assertThat(lookup(null, null, 10)).as("the trail as its readers see it").noneMatch(f -> f.record()
                .has("derivation"));
    }

    @Test
    void forgets() {
        take(record("1", "A", 1, "\"requestParameters\": {\"userName\": \"ann\"},"), record("2", "B", 2, ""));
        events.forget(at(2));
        assertThat(names(lookup(null, null, 10))).containsExactly("B");
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM trail_resource")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void survivesTheCharacterThatPostgresDoesNotHave() {
        take(record("1", "CreateUser", 1, "\"requestParameters\": {\"userName\": \"a\\u0000b\"},"));
        assertThat(lookup(null, null, 10)).hasSize(1);
    }

    private List<TrailEvents.Found> lookup(Attribute.Kind kind, String value, int limit) {
        return events.lookup("1", "r", kind == null ? null : new Attribute(kind, value), null, null, null, limit);
    }

    private static List<String> names(List<TrailEvents.Found> found) {
        return found.stream().map(f -> f.record().path("eventName").asString()).toList();
    }

    private void take(JsonNode... records) {
        intake.take(new EventBatch(List.of(records).stream()
                .map(r -> new OutboxEvent("trail", "iam-" + r.path("eventID").asString(), r))
                .toList()));
    }

    private static Instant at(int minute) {
        return Instant.parse("2026-03-31T12:00:00Z").plusSeconds(60L * minute);
    }

    private JsonNode record(String id, String name, int minute, String more) {
        return json.readTree("""
                {"eventID": "%s", "eventName": "%s", "eventTime": "%s", "eventSource": "iam.amazonaws.com", "awsRegion": "r",
                 "recipientAccountId": "1", "readOnly": false, %s
                 "userIdentity": {"type": "IAMUser", "userName": "bob", "arn": "arn:aws:iam::1:user/bob", "accessKeyId": "AKIA1"}}
                """.formatted(id, name, at(minute), more));
    }
}
