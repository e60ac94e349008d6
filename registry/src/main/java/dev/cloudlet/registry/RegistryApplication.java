package dev.cloudlet.registry;

import dev.cloudlet.kit.app.Apps;
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
        Apps.run(builder(), args);
    }
}
