package dev.cloudlet.monitoring.alarm;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import java.time.Clock;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionTemplate;

/** What alarms offer to the other services, and how they are removed. */
@Configuration(proxyBeanMethods = false)
class AlarmConfiguration {

    @Bean
    InternalOperation<OwnedAlarm.Put, Boolean> putAlarm(
            AlarmChanges changes, TransactionTemplate transaction, Clock clock) {
        return new InternalOperation<>(OwnedAlarm.Put.OPERATION, OwnedAlarm.Put.class, put -> {
            AlarmKey key = new AlarmKey(put.account(), put.region(), put.alarm().alarmName());
            AlarmSettings settings = put.alarm().settings();
            transaction.executeWithoutResult(status -> changes.put(key, settings, Map.of(), clock.instant()));
            return true;
        });
    }

    @Bean
    InternalOperation<OwnedAlarm.Delete, Boolean> deleteOwnedAlarms(
            AlarmChanges changes, TransactionTemplate transaction, Clock clock) {
        return new InternalOperation<>(OwnedAlarm.Delete.OPERATION, OwnedAlarm.Delete.class, delete -> {
            transaction.executeWithoutResult(status -> changes.delete(
                    delete.names().stream()
                            .map(name -> new AlarmKey(delete.account(), delete.region(), name))
                            .toList(),
                    clock.instant()));
            return true;
        });
    }

    @Bean
    Resettable alarmReset(Tables tables) {
        return () -> tables.empty("alarm_action", "alarm", "alarm_history");
    }
}
