package dev.cloudlet.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The server that worked on the files before. After a crash of this program it may still be writing its last words; where everything
 * was killed, its file is there and nobody behind it.
 */
record Predecessor(Path data) {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Path PROCESSES = Path.of("/proc");

    /**
     * As the data directory is ours, nobody needs that server any more: one that has not been told to stop is told now. Then
     * its file goes: a process id is used again, or is a dead process's that nobody has buried, and the next server would refuse to
     * start for it.
     */
    void awaitEnd() throws IOException, InterruptedException {
        if (!Files.isDirectory(PROCESSES.resolve("self")) || !Files.exists(file())) {
            return;
        }
        String pid = pid();
        if (worksHere(PROCESSES.resolve(pid))) {
            new ProcessBuilder("kill", "-INT", pid).start().waitFor();
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        while (isAtWork()) {
            if (System.nanoTime() - end > 0) {
                throw new PostgresFailure(
                        "An earlier Postgres (process " + pid + ") still works in " + data,
                        "wait a moment and start again, or kill that process");
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
        Files.deleteIfExists(file());
    }

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    private String pid() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file(), StandardCharsets.ISO_8859_1);
            return lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")
                    ? "none"
                    : lines.getFirst().strip();
        } catch (NoSuchFileException ended) {
            return "none";
        }
    }

    /** The server's own processes outlive it for a moment when it is killed. */
    private boolean isAtWork() throws IOException {
        try (var all = Files.newDirectoryStream(PROCESSES, "[0-9]*")) {
            for (Path process : all) {
                if (worksHere(process)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A server of ours, and each of its processes, works in the data directory; a dead one works nowhere. */
    private boolean worksHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).equals(data.toRealPath());
        } catch (IOException gone) {
            return false;
        }
    }
}
