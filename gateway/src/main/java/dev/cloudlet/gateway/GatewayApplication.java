package dev.cloudlet.gateway;

import dev.cloudlet.kit.app.Apps;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The front door on port 4566. */
@SpringBootApplication(proxyBeanMethods = false)
public class GatewayApplication {
    /** The gateway, ready to run in a JVM of its own or beside the services. */
    public static SpringApplicationBuilder builder() {
        return Apps.builder(GatewayApplication.class, "gateway", WebApplicationType.REACTIVE);
    }

    public static void main(String[] args) {
        Apps.run(builder(), args);
    }
}
