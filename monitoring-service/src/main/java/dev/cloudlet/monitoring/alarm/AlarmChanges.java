package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.kit.work.WorkQueue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes, changes and removes alarms in the running transaction, for users and for the services that own alarms. */
@Component
class AlarmChanges {
    private final Alarms alarms;
    private final AlarmHistory history;
    private final WorkQueue queue;
    private final JsonMapper json;

    AlarmChanges(Alarms alarms, AlarmHistory history, WorkQueue queue, JsonMapper json) {
        this.alarms = alarms;
        this.history = history;
        this.queue = queue;
        this.json = json;
    }

    void put(AlarmKey key, AlarmSettings settings, Map<String, String> tags, Instant now) {
        boolean created = alarms.put(key, settings, tags, now);
        ObjectNode data = json.createObjectNode().put("version", "1.0").put("type", created ? "Create" : "Update");
        data.set(created ? "createdAlarm" : "updatedAlarm", json.valueToTree(settings));
        configured(key, created ? "created" : "updated", data, now);
        queue.request(AlarmEvaluation.NAME, key.work());
    }

    void delete(List<AlarmKey> keys, Instant now) {
        for (AlarmKey key : keys) {
            if (alarms.delete(key)) {
                configured(
                        key,
                        "deleted",
                        json.createObjectNode().put("version", "1.0").put("type", "Delete"),
                        now);
                queue.request(AlarmEvaluation.NAME, key.work());
            }
        }
    }

    /** Alarms that are not there are passed over, as CloudWatch does. */
    void enableActions(List<AlarmKey> keys, boolean enabled, Instant now) {
        for (AlarmKey key : keys) {
            alarms.find(key)
                    .filter(alarm -> alarm.settings().actionsEnabled() != enabled)
                    .ifPresent(alarm -> put(key, alarm.settings().withActionsEnabled(enabled), Map.of(), now));
        }
    }

    private void configured(AlarmKey key, String what, ObjectNode data, Instant now) {
        history.add(key, now, AlarmHistory.Type.CONFIGURATION_UPDATE, "Alarm \"" + key.name() + "\" " + what, data);
    }
}
