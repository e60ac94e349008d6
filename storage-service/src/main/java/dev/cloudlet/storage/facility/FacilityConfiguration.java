package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.work.WorkQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what stores bytes. */
@Configuration(proxyBeanMethods = false)
class FacilityConfiguration {
    /** How long the file of a deleted object is kept for replies that are just about to open it. */
    private static final Duration REMOVAL_DELAY = Duration.ofSeconds(30);

    /** {@code cloudlet.storage.objects}: where the bytes of objects are; by default below the data directory. */
    @Bean
    Facility facility(CloudletSettings settings, @Value("${cloudlet.storage.objects:}") String objects) {
        return new Facility(objects.isBlank() ? settings.data().resolve("objects") : Path.of(objects));
    }

    @Bean
    Readers readers() {
        return new Readers();
    }

    @Bean
    Intake intake(Facility facility) {
        return new Intake(facility);
    }

    @Bean
    Blobs blobs(JdbcClient jdbc, Facility facility, Readers readers) {
        return new Blobs(jdbc, facility, readers);
    }

    @Bean
    RemoveDropped removeDropped(JdbcClient jdbc, Facility facility, Readers readers) {
        return new RemoveDropped(jdbc, facility, readers, REMOVAL_DELAY);
    }

    @Bean
    SweepOrphans sweepOrphans(JdbcClient jdbc, Facility facility) {
        return new SweepOrphans(jdbc, facility, InstantSource.system().instant());
    }

    @Bean
    FacilityWork facilityWork(WorkQueue work) {
        return new FacilityWork(work);
    }
}
