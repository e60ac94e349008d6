package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.StartFailure;
import java.net.URI;
import java.nio.file.Path;
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
            StandaloneConfig config = config(args);
            AutoCloseable cloud = starter.start(config, CloudCommand::say);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(cloud), "shutdown"));
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

    private static StandaloneConfig config(String[] args) {
        StandaloneConfig config = StandaloneConfig.in(Path.of(".cloudlet"));
        for (String arg : args) {
            int equals = arg.indexOf('=');
            if (!arg.startsWith("--") || equals < 0) {
                throw new StartFailure("'" + arg + "' is not an option", "options look like --port=4566");
            }
            String name = arg.substring(2, equals);
            String value = arg.substring(equals + 1);
            config = switch (name) {
                case "data" ->
                    new StandaloneConfig(Path.of(value), config.bind(), config.port(), false, config.settings());
                case "port" -> config.withPort(port(value));
                case "bind" -> config.withBind(value);
                default -> config.with(name, value);
            };
        }
        return config;
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new StartFailure("'" + value + "' is not a port", "ports are numbers from 1 to 65535");
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
