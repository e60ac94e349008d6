package dev.cloudlet.monitoring.alarm;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Changes the state of alarms: the state, its place in the history and the actions asked for hold together or not at all. */
@Component
class Transitions {
    private final Alarms alarms;
    private final AlarmHistory history;
    private final AlarmActions actions;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Transitions(
            Alarms alarms,
            AlarmHistory history,
            AlarmActions actions,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.alarms = alarms;
        this.history = history;
        this.actions = actions;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * Sets the state. An alarm that has changed since it was read is left alone: who changed it has asked for a new evaluation.
     *
     * @param value the newest value behind it, if any
     */
    void enter(Alarm alarm, AlarmState state, String reason, String reasonData, @Nullable Double value, Instant now) {
        transaction.executeWithoutResult(status -> {
            if (!alarms.enter(alarm, state, reason, reasonData, now) || alarm.state() == state) {
                return;
            }
            ObjectNode data = json.createObjectNode().put("version", "1.0");
            data.set("oldState", state(alarm.state(), alarm.reason(), alarm.reasonData()));
            data.set("newState", state(state, reason, reasonData));
            history.add(
                    alarm.key(),
                    now,
                    AlarmHistory.Type.STATE_UPDATE,
                    "Alarm updated from " + alarm.state() + " to " + state,
                    data);
            if (alarm.settings().actionsEnabled()) {
                actions.ask(alarm, state, reason, value, alarm.settings().actions(state), now);
            }
        });
    }

    /** Asks again for the scaling actions of the state that the alarm stays in. */
    void stay(Alarm alarm, @Nullable Double value, Instant now) {
        List<String> scaling = alarm.settings().actions(alarm.state()).stream()
                .filter(ActionArns::scaling)
                .toList();
        if (scaling.isEmpty() || !alarm.settings().actionsEnabled()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (alarms.actAgain(alarm, now)) {
                actions.ask(alarm, alarm.state(), alarm.reason(), value, scaling, now);
            }
        });
    }

    private ObjectNode state(AlarmState state, String reason, String reasonData) {
        ObjectNode node =
                json.createObjectNode().put("stateValue", state.name()).put("stateReason", reason);
        if (!reasonData.isEmpty()) {
            node.set("stateReasonData", json.readTree(reasonData));
        }
        return node;
    }
}
