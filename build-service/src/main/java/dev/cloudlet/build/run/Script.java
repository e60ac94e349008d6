package dev.cloudlet.build.run;

import dev.cloudlet.build.buildspec.Buildspec;
import dev.cloudlet.build.buildspec.Buildspec.Phase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** A buildspec as the files that {@code run.sh} goes through inside the machine, one a step. */
final class Script {
    private Script() {}

    static void write(Path control, Buildspec spec) throws IOException {
        Path steps = Files.createDirectories(control.resolve("step"));
        int at = 0;
        for (Phase phase : spec.phases()) {
            at = kind(steps, at, "phase " + phase.name() + " " + phase.onFailure() + " " + phase.runAs());
            at = commands(steps, at, "command", phase.commands());
            at = commands(steps, at, "finally", phase.finallyCommands());
            at = kind(steps, at, "end");
        }
    }

    /** The driver itself, without which a machine waits for {@code go}. */
    static void writeDriver(Path control) throws IOException {
        try (InputStream driver = Objects.requireNonNull(Script.class.getResourceAsStream("run.sh"), "run.sh")) {
            Files.write(control.resolve("run.sh"), driver.readAllBytes());
        }
    }

    private static int commands(Path steps, int at, String kind, List<String> commands) throws IOException {
        int last = at;
        for (String command : commands) {
            last = kind(steps, last, kind);
            Files.writeString(steps.resolve(Integer.toString(last)), command);
        }
        return last;
    }

    private static int kind(Path steps, int at, String kind) throws IOException {
        int next = at + 1;
        Files.writeString(steps.resolve(next + ".kind"), kind + "\n");
        return next;
    }

    /** The command of a step, for the words about its failure. */
    static String command(Path control, int step) {
        try {
            return Files.readString(control.resolve("step").resolve(Integer.toString(step)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
