package dev.cloudlet.compute;

import dev.cloudlet.kit.app.Apps;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** EC2, Auto Scaling and Elastic Load Balancing. */
@SpringBootApplication(proxyBeanMethods = false)
public class ComputeApplication {
    /** The service, ready to run in a JVM of its own or beside others. */
    public static SpringApplicationBuilder builder() {
        return Apps.builder(ComputeApplication.class, "compute-service", WebApplicationType.REACTIVE);
    }

    public static void main(String[] args) {
        Apps.run(builder(), args);
    }
}
