package dev.cloudlet.kit.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends this process with the one that started it, even if that one was killed: the end of standard input is the sign. Only
 * with {@code CLOUDLET_LIFELINE=stdin} in the environment.
 */
public final class Lifeline {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private Lifeline() {}

    /** Begins to watch, if so told. */
    public static void hold() {
        if ("stdin".equals(System.getenv("CLOUDLET_LIFELINE"))) {
            Thread.ofPlatform().daemon().name("lifeline").start(Lifeline::watch);
        }
    }

    private static void watch() {
        try (InputStream in = System.in) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // As good as its end.
        }
        Thread.ofPlatform().daemon().name("lifeline-end").start(Lifeline::end);
        System.exit(0);
    }

    /** Whoever starts the cloud again wants the ports and the locks: what has not stopped by then is stopped as it is. */
    private static void end() {
        LockSupport.parkNanos(PATIENCE.toNanos());
        Runtime.getRuntime().halt(0);
    }
}
