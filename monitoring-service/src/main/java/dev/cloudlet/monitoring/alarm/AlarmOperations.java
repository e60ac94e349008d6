package dev.cloudlet.monitoring.alarm;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_FORMAT;
import static dev.cloudlet.monitoring.MonitoringError.RESOURCE_NOT_FOUND;
import static dev.cloudlet.monitoring.MonitoringError.VALIDATION_ERROR;

import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DeleteAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DisableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsRequest;
import software.amazon.awssdk.services.cloudwatch.model.EnableAlarmActionsResponse;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmResponse;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateRequest;
import software.amazon.awssdk.services.cloudwatch.model.SetAlarmStateResponse;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operations that change alarms. */
@AwsOperations
class AlarmOperations {
    private static final String ALARM = "arn:aws:cloudwatch:{region}:{account}:alarm:{AlarmName}";
    private static final String ALARMS = "arn:aws:cloudwatch:{region}:{account}:alarm:{AlarmNames}";

    private final Alarms alarms;
    private final AlarmChanges changes;
    private final Transitions transitions;
    private final JsonMapper json;

    AlarmOperations(Alarms alarms, AlarmChanges changes, Transitions transitions, JsonMapper json) {
        this.alarms = alarms;
        this.changes = changes;
        this.transitions = transitions;
        this.json = json;
    }

    @Authorize(action = "cloudwatch:PutMetricAlarm", resource = ALARM)
    PutMetricAlarmResponse putMetricAlarm(Call call, PutMetricAlarmRequest request) {
        AlarmSettings settings = AlarmCheck.settings(request);
        Map<String, String> tags = AlarmTags.of(request.tags());
        changes.put(key(call, request.alarmName()), settings, tags, call.time());
        return PutMetricAlarmResponse.builder().build();
    }

    /** One name that is not there is refused; among several it is passed over, as on AWS. */
    @Authorize(action = "cloudwatch:DeleteAlarms", resource = ALARMS)
    DeleteAlarmsResponse deleteAlarms(Call call, DeleteAlarmsRequest request) {
        List<AlarmKey> keys = keys(call, request.alarmNames());
        if (keys.size() == 1 && alarms.find(keys.getFirst()).isEmpty()) {
            throw RESOURCE_NOT_FOUND.of("Unknown alarm: %s", keys.getFirst().name());
        }
        changes.delete(keys, call.time());
        return DeleteAlarmsResponse.builder().build();
    }

    @Authorize(action = "cloudwatch:SetAlarmState", resource = ALARM)
    SetAlarmStateResponse setAlarmState(Call call, SetAlarmStateRequest request) {
        if (request.stateValue() == StateValue.UNKNOWN_TO_SDK_VERSION) {
            throw VALIDATION_ERROR.of("The parameter StateValue must be OK, ALARM or INSUFFICIENT_DATA.");
        }
        String data = request.stateReasonData() == null ? "" : request.stateReasonData();
        requireJson(data);
        requireNoNul(request.stateReason());
        AlarmKey key = key(call, request.alarmName());
        Alarm alarm = alarms.find(key).orElseThrow(() -> RESOURCE_NOT_FOUND.of("Unknown alarm: %s", key.name()));
        AlarmState state = AlarmState.valueOf(request.stateValueAsString());
        transitions.enter(alarm, state, request.stateReason(), data, newest(data), call.time());
        return SetAlarmStateResponse.builder().build();
    }

    @Authorize(action = "cloudwatch:EnableAlarmActions", resource = ALARMS)
    EnableAlarmActionsResponse enableAlarmActions(Call call, EnableAlarmActionsRequest request) {
        changes.enableActions(keys(call, request.alarmNames()), true, call.time());
        return EnableAlarmActionsResponse.builder().build();
    }

    @Authorize(action = "cloudwatch:DisableAlarmActions", resource = ALARMS)
    DisableAlarmActionsResponse disableAlarmActions(Call call, DisableAlarmActionsRequest request) {
        changes.enableActions(keys(call, request.alarmNames()), false, call.time());
        return DisableAlarmActionsResponse.builder().build();
    }

    /** The newest of the data points that the reason's data name: what scaling policies go by. */
    private @Nullable Double newest(String data) {
        if (data.isEmpty()) {
            return null;
        }
        JsonNode points = json.readTree(data).path("recentDatapoints");
        JsonNode last = points.path(points.size() - 1);
        return last.isNumber() ? last.asDouble() : null;
    }

    private void requireJson(String text) {
        if (text.isEmpty()) {
            return;
        }
        requireNoNul(text);
        try {
            json.readTree(text);
        } catch (JacksonException e) {
            throw INVALID_FORMAT.of("State reason data is not valid JSON.");
        }
    }

    private static void requireNoNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw VALIDATION_ERROR.of("The parameter StateReason must not contain the character U+0000.");
        }
    }

    private static AlarmKey key(Call call, String name) {
        AlarmCheck.requireName(name);
        return new AlarmKey(call.account(), call.region(), name);
    }

    private static List<AlarmKey> keys(Call call, List<String> names) {
        Stream<String> distinct = names.stream().distinct();
        return distinct.map(name -> key(call, name)).toList();
    }
}
