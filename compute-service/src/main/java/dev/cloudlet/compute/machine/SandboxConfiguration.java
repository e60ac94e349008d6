package dev.cloudlet.compute.machine;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.limit.Limits;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.SandboxSettings;
import dev.cloudlet.sandbox.network.Networks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the sandbox that instances run in. */
@Configuration(proxyBeanMethods = false)
class SandboxConfiguration {
    private static final Logger log = LoggerFactory.getLogger(SandboxConfiguration.class);

    @Bean(destroyMethod = "close")
    Sandbox sandbox(CloudletSettings settings, Clock clock) {
        Path directory = settings.data().resolve("compute").resolve("machines");
        Sandbox sandbox = Sandbox.open(new SandboxSettings(directory, List.of(settings.data()), clock));
        switch (sandbox.machines().availability()) {
            case Availability.Available(String driver, String detail) -> log.info("machines by {}: {}", driver, detail);
            case Availability.Unavailable(String reason) -> log.warn("no instances can run here: {}", reason);
        }
        return sandbox;
    }

    @Bean
    Limits limits(Machines machines) {
        return machines.availability() instanceof Availability.Unavailable(String reason)
                ? Limits.of("instances and load balancers", reason)
                : Limits.none();
    }

    @Bean(destroyMethod = "")
    Machines machines(Sandbox sandbox) {
        return sandbox.machines();
    }

    @Bean
    Networks networks(Sandbox sandbox) {
        return sandbox.networks();
    }
}
