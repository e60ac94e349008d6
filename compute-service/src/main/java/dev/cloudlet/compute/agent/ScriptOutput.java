package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.Exec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a {@link ScriptRun} tells: lines that say where they were written to, as in the genuine agent's log. */
final class ScriptOutput implements Exec.Output {
    private static final int MOST_BYTES = 4 << 20;

    private final List<String> lines = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private long bytes;

    @Override
    public synchronized void stdout(byte[] some) {
        add(out, "", some);
    }

    @Override
    public synchronized void stderr(byte[] some) {
        add(err, "[stderr]", some);
    }

    private void add(ByteArrayOutputStream pending, String prefix, byte[] some) {
        for (byte each : some) {
            if (each == '\n') {
                line(prefix, pending);
            } else if (bytes + pending.size() <= MOST_BYTES) {
                pending.write(each);
            }
        }
    }

    private void line(String prefix, ByteArrayOutputStream pending) {
        boolean fitted = bytes <= MOST_BYTES;
        bytes += pending.size();
        if (bytes <= MOST_BYTES) {
            lines.add(prefix + pending.toString(StandardCharsets.UTF_8));
        } else if (fitted) {
            lines.add(prefix + "(what follows was left out of this log)");
        }
        pending.reset();
    }

    /** The lines so far, one that was not ended included. */
    synchronized List<String> lines() {
        if (out.size() > 0) {
            line("", out);
        }
        if (err.size() > 0) {
            line("[stderr]", err);
        }
        return List.copyOf(lines);
    }

    /** Those written to standard error, without the prefix. */
    List<String> errors() {
        return lines().stream()
                .filter(line -> line.startsWith("[stderr]"))
                .map(line -> line.substring("[stderr]".length()))
                .toList();
    }
}
