package dev.cloudlet.monitoring.log;

import dev.cloudlet.kit.internal.InternalOperation;
import dev.cloudlet.kit.reset.Resettable;
import dev.cloudlet.kit.reset.Tables;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What logs offer to the other services, and how they are removed. */
@Configuration(proxyBeanMethods = false)
class LogConfiguration {

    @Bean
    InternalOperation<WrittenLogs, Boolean> putLogs(LogWriting writing) {
        return new InternalOperation<>(WrittenLogs.OPERATION, WrittenLogs.class, logs -> {
            writing.write(logs);
            return true;
        });
    }

    @Bean
    Resettable logReset(Tables tables) {
        return () -> tables.empty("log_event", "log_stream", "log_group");
    }
}
