package dev.cloudlet.registry;

import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cloud.netflix.eureka.server.EnableEurekaServer;

/** The Eureka server of a cluster. It knows no other part of the cloud, and so needs none of its settings. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableEurekaServer
public class RegistryApplication {
    public static SpringApplicationBuilder builder() {
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return new SpringApplicationBuilder(RegistryApplication.class)
                .web(WebApplicationType.SERVLET)
                .properties("spring.application.name=registry", "spring.config.name=registry");
    }

    public static void main(String[] args) {
        try {
            builder().run(args);
        } catch (RuntimeException e) {
            // Threads that were already started would keep a half-dead process alive.
            LoggerFactory.getLogger(RegistryApplication.class).error("The registry could not start", e);
            System.exit(1);
        }
    }
}
