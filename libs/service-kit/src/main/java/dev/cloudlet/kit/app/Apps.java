package dev.cloudlet.kit.app;

import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/**
 * The one way an application of the cloud is started, in a JVM of its own or beside the others.
 *
 * <p>An application reads {@code platform.yml} (the same for all) and then {@code <name>.yml}, which has the last word.
 */
public final class Apps {
    private Apps() {}

    /**
     * Prepares an application.
     *
     * @param app the {@code @SpringBootApplication} class; its package is scanned
     * @param name the service's name, such as {@code iam-service}: under it the gateway finds the service
     * @param type {@code REACTIVE} for everything but the registry
     */
    public static SpringApplicationBuilder builder(Class<?> app, String name, WebApplicationType type) {
        // Several contexts in one JVM would race for the logging system: logback.xml alone configures it.
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        return new SpringApplicationBuilder(app)
                .sources(SettingsConfiguration.class)
                .web(type)
                .properties("spring.application.name=" + name, "spring.config.name=platform," + name);
    }

    /** Runs an application as the whole process: one that cannot start ends the process with status 1. */
    public static void run(SpringApplicationBuilder builder, String... args) {
        Lifeline.hold();
        try {
            builder.run(args);
        } catch (RuntimeException e) {
            // Threads that were already started would keep a half-dead process alive.
            LoggerFactory.getLogger(Apps.class).error("The service could not start", e);
            System.exit(1);
        }
    }
}
