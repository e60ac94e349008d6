package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Waits for the services of a cluster to be well, as the gateway sees them. */
final class ClusterHealth implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Health health;
    private final Consumer<String> progress;
    private final Set<String> up = new TreeSet<>();
    private final CountDownLatch never = new CountDownLatch(1);

    ClusterHealth(URI endpoint, Consumer<String> progress) {
        this.health = new Health(endpoint);
        this.progress = progress;
    }

    void await(List<ServiceProcess> processes, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!allUp()) {
                for (ServiceProcess process : processes) {
                    if (!process.isAlive()) {
                        throw new StartFailure(
                                process.name() + " ended while it was starting", "./cloudlet logs shows why");
                    }
                }
                if (System.nanoTime() - end > 0) {
                    throw new StartFailure(
                            "Not every service was ready within " + limit.toSeconds() + " s; ready: " + up,
                            "./cloudlet logs shows what the others do");
                }
                never.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("The start was interrupted", "start again", e);
        }
    }

    private boolean allUp() throws InterruptedException {
        Optional<Health.Report> report = health.ask();
        report.ifPresent(answered -> answered.services().forEach((name, state) -> {
            if (state.equals("up") && up.add(name)) {
                progress.accept(name + " is ready");
            }
        }));
        return report.isPresent() && report.get().allUp();
    }

    @Override
    public void close() {
        health.close();
    }
}
