package dev.cloudlet.sandbox.linux;

import dev.cloudlet.sandbox.SandboxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs one of the host's tools, never longer than a bound, with what it said in the error. */
public final class Command {
    private static final int SAID_AT_MOST = 64 << 10;

    private Command() {}

    /** Where the host has a program: on the PATH, or where system administration tools are kept. */
    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin";
        for (String directory : path.split(":", -1)) {
            if (!directory.isEmpty()) {
                Path candidate = Path.of(directory, program);
                if (Files.isExecutable(candidate) && !Files.isDirectory(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    /** Runs a command to its end and gives its standard output; FAILED with its standard error when it does not exit with 0. */
    public static String run(Duration bound, String stdin, List<String> command) {
        Process process = start(command);
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        try (OutputStream input = process.getOutputStream()) {
            input.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException ended) {
            // The tool stopped reading: its exit code and its words tell more than this would.
            err = err.thenApply(said -> said.isEmpty() ? "it did not read its input" : said);
        }
        int code = await(process, bound, command);
        if (code != 0) {
            throw new SandboxException(
                    SandboxException.Reason.FAILED,
                    String.join(" ", command) + " exited with " + code + ": " + oneLine(said(err)));
        }
        return said(out);
    }

    /** Runs a command without input. */
    public static String run(Duration bound, List<String> command) {
        return run(bound, "", command);
    }

    /** Waits for a process; kills it and throws TIMEOUT when it takes longer than the bound. */
    public static int await(Process process, Duration bound, List<String> command) {
        try {
            if (process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        throw new SandboxException(
                SandboxException.Reason.TIMEOUT, String.join(" ", command) + " took longer than " + bound);
    }

    /** Many lines as one, without the runtime's padding. */
    public static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new SandboxException(
                    SandboxException.Reason.FAILED, "cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.ofVirtual().start(() -> {
            try (stream) {
                byte[] said = stream.readNBytes(SAID_AT_MOST);
                stream.transferTo(OutputStream.nullOutputStream());
                text.complete(new String(said, StandardCharsets.UTF_8));
            } catch (IOException e) {
                text.complete("");
            }
        });
        return text;
    }

    // A child that the tool left behind may hold its output open for ever: what was said by then has to do.
    private static String said(CompletableFuture<String> text) {
        try {
            return text.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
