package dev.cloudlet.compute;

import dev.cloudlet.kit.app.Apps;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** EC2, Auto Scaling and Elastic Load Balancing. */
@SpringBootApplication(
        proxyBeanMethods = false,
        // Three services of AWS are one here, and more than one of them has rules, tags and attributes.
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class)
public class ComputeApplication {
    /** The service, ready to run in a JVM of its own or beside others. */
    public static SpringApplicationBuilder builder() {
        return Apps.builder(ComputeApplication.class, "compute-service", WebApplicationType.REACTIVE);
    }

    public static void main(String[] args) {
        Apps.run(builder(), args);
    }
}
