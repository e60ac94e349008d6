package dev.cloudlet.monitoring;

import dev.cloudlet.kit.app.Apps;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** CloudWatch metrics, alarms and logs, CloudTrail, EventBridge. */
@SpringBootApplication(proxyBeanMethods = false)
public class MonitoringApplication {
    /** The service, ready to run in a JVM of its own or beside others. */
    public static SpringApplicationBuilder builder() {
        return Apps.builder(MonitoringApplication.class, "monitoring-service", WebApplicationType.REACTIVE);
    }

    public static void main(String[] args) {
        Apps.run(builder(), args);
    }
}
