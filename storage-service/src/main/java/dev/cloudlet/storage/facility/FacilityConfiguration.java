package dev.cloudlet.storage.facility;

import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.kit.work.WorkQueue;
import dev.cloudlet.storage.seal.RootKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what stores bytes. */
@Configuration(proxyBeanMethods = false)
class FacilityConfiguration {
    /** How long the file of a deleted object is kept for replies that are just about to open it. */
    private static final Duration REMOVAL_DELAY = Duration.ofSeconds(30);

    /**
     * {@code cloudlet.storage.objects}: directories for the bytes of objects, separated by commas; by default one below the data
     * directory. With several, ideally on different disks, there are copies.
     */
    @Bean
    Facilities facilities(CloudletSettings settings, @Value("${cloudlet.storage.objects:}") List<String> objects) {
        return Facilities.in(
                objects.isEmpty()
                        ? List.of(settings.data().resolve("objects"))
                        : objects.stream().map(Path::of).toList());
    }

    /** {@code cloudlet.storage.root-key}: the file with the root key; by default in the data directory. All replicas share it. */
    @Bean
    RootKey rootKey(CloudletSettings settings, JdbcClient jdbc, @Value("${cloudlet.storage.root-key:}") String file) {
        Path path = file.isBlank() ? settings.data().resolve("storage-root.key") : Path.of(file);
        return new KnownRootKey(jdbc).in(path, new SecureRandom());
    }

    @Bean
    Readers readers() {
        return new Readers();
    }

    @Bean
    Intake intake(Facilities facilities) {
        return new Intake(facilities);
    }

    @Bean
    Blobs blobs(JdbcClient jdbc, Facilities facilities, Readers readers) {
        return new Blobs(jdbc, facilities, readers);
    }

    @Bean
    RemoveDropped removeDropped(JdbcClient jdbc, Facilities facilities, Readers readers) {
        return new RemoveDropped(jdbc, facilities, readers, REMOVAL_DELAY);
    }

    @Bean
    SweepOrphans sweepOrphans(JdbcClient jdbc, Facilities facilities) {
        return new SweepOrphans(jdbc, facilities, InstantSource.system().instant());
    }

    @Bean
    Scrub scrub(JdbcClient jdbc, Facilities facilities) {
        return new Scrub(jdbc, new Copies(facilities));
    }

    @Bean
    FacilityWork facilityWork(WorkQueue work) {
        return new FacilityWork(work);
    }
}
