package dev.cloudlet.kit.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Ends this process with the one that started it, even if that one was killed: the end of standard input is the sign. Only
 * with {@code CLOUDLET_LIFELINE=stdin} in the environment.
 */
public final class Lifeline {
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
        System.exit(0);
    }
}
