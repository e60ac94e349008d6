package dev.cloudlet.build.run;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.limit.Limits;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.SandboxSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The sandbox that builds run in, and how it is emptied. */
@Configuration(proxyBeanMethods = false)
class RunConfiguration {

    @Bean(destroyMethod = "close")
    Sandbox sandbox(CloudletSettings settings, Clock clock) {
        Path directory = settings.data().resolve("build").resolve("machines");
        return Sandbox.open(new SandboxSettings(directory, List.of(settings.data()), clock));
    }

    @Bean
    Limits limits(Sandbox sandbox) {
        return sandbox.machines().availability() instanceof Availability.Unavailable(String reason)
                ? Limits.of("builds", reason)
                : Limits.none();
    }
}
