package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Runs a cloud as a process, until it is told to stop. The lines it prints are read by {@code ./cloudlet up}. */
final class CloudCommand {
    private CloudCommand() {}

    /** Starts a cloud. */
    @FunctionalInterface
    interface Starter {
        AutoCloseable start(StandaloneConfig config, Consumer<String> progress);
    }

    static void run(String[] args, Starter starter) {
        // As the JVM itself starts in no time worth naming, the process's start is when the user typed the command.
        Clock clock = Clock.systemUTC();
        Instant begin = ProcessHandle.current().info().startInstant().orElseGet(clock::instant);
        try {
            StandaloneConfig config = CommandLine.parse(args, System.getenv());
            AutoCloseable cloud = starter.start(config, CloudCommand::say);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud), "shutdown"));
            try (Health health = new Health(config.endpoint())) {
                health.ask().flatMap(Health.Report::limited).ifPresent(CloudCommand::say);
            }
            ready(Duration.between(begin, clock.instant()), config.endpoint());
            // Not every kind of cloud has a thread that keeps this process alive.
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (StartFailure failure) {
            LoggerFactory.getLogger(CloudCommand.class).error("The cloud could not start", failure);
            fail(failure.problem(), failure.nextStep());
        } catch (RuntimeException failure) {
            LoggerFactory.getLogger(CloudCommand.class).error("The cloud could not start", failure);
            fail("The cloud could not start: " + failure.getMessage(), "./cloudlet logs shows what led to it");
        }
    }

    private static void ready(Duration took, URI endpoint) {
        say("ready after %.1f s at %s".formatted(took.toMillis() / 1000.0, endpoint));
    }

    private static void stop(AutoCloseable cloud) {
        try {
            cloud.close();
        } catch (Exception e) {
            // The edge of the process: nobody is left to hand it to.
            LoggerFactory.getLogger(CloudCommand.class).error("The cloud did not stop cleanly", e);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }

    private static void fail(String problem, String nextStep) {
        System.err.println(problem + ".");
        System.err.println("Next: " + nextStep + ".");
        System.exit(1);
    }
}
