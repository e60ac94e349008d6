package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Exec;
import dev.cloudlet.sandbox.ExecResult;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** One exec in a machine. */
record Execution(OciRuntime runtime, String id, MachineSpec spec, MachineDirectory machine) {
    private static final int SIGKILL = 9;
    private static final int BUFFER = 16 << 10;

    ExecResult run(Exec exec, Users.Account account) throws IOException {
        Path files = Files.createTempDirectory(machine.path(), "exec-");
        try {
            return run(exec, account, files);
        } finally {
            Trees.delete(files);
        }
    }

    private ExecResult run(Exec exec, Users.Account account, Path files) throws IOException {
        // The directory is entered by our own script inside: the runtime would resolve it before it is all the way in.
        var arguments = new ArrayList<>(Bundle.INIT);
        arguments.addAll(List.of("exec", exec.workingDirectory()));
        arguments.addAll(exec.command());
        Path process = files.resolve("process.json");
        Files.write(
                process,
                JsonMapper.shared()
                        .writeValueAsBytes(Bundle.process(
                                arguments, "/", Bundle.environment(spec, account, exec.environment()), account)));
        Path log = files.resolve("log");
        Path pid = files.resolve("pid");
        List<String> command = new ArrayList<>(runtime.line("--log", log.toString(), "--log-format", "json", "exec"));
        command.addAll(List.of("--pid-file", pid.toString(), "--process", process.toString(), id));
        Process running = new ProcessBuilder(command).start();
        CompletableFuture<Boolean> out = pump(running.getInputStream(), exec.output()::stdout);
        CompletableFuture<Boolean> err = pump(running.getErrorStream(), exec.output()::stderr);
        Thread feeder = Thread.ofVirtual().start(() -> feed(exec.stdin(), running.getOutputStream()));
        try {
            boolean inTime = running.waitFor(exec.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                kill(pid, running);
            }
            finish(out);
            finish(err);
            if (!inTime) {
                return new ExecResult.TimedOut();
            }
            String errors = running.exitValue() == 0 ? "" : OciRuntime.errors(log);
            if (!errors.isEmpty()) {
                throw new SandboxException(Reason.FAILED, "exec in " + id + ": " + errors);
            }
            return new ExecResult.Exited(running.exitValue());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill(pid, running);
            throw new SandboxException(Reason.FAILED, "exec in " + id + " was interrupted", e);
        } finally {
            feeder.interrupt();
            running.destroyForcibly();
        }
    }

    // The runtime's process only stands in for the one inside, which the kernel hands on when the runtime is killed.
    private static void kill(Path pidFile, Process runtime) throws IOException {
        if (Files.exists(pidFile)) {
            long pid = Long.parseLong(Files.readString(pidFile).strip());
            ProcessHandle.of(pid).ifPresent(inside -> {
                List<ProcessHandle> all = new ArrayList<>(inside.descendants().toList());
                all.add(inside);
                all.forEach(ProcessHandle::destroyForcibly);
                // It leads a process group, in which children that lost their parent may be.
                Kernel.kill((int) -pid, SIGKILL);
            });
        }
        runtime.destroyForcibly();
    }

    private static CompletableFuture<Boolean> pump(InputStream stream, Consumer<byte[]> consumer) {
        var done = new CompletableFuture<Boolean>();
        Thread.ofVirtual().start(() -> {
            byte[] buffer = new byte[BUFFER];
            try (stream) {
                for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                    if (read > 0) {
                        consumer.accept(Arrays.copyOf(buffer, read));
                    }
                }
                done.complete(true);
            } catch (IOException e) {
                done.complete(false);
            } catch (RuntimeException e) {
                // The consumer's own failure is the caller's to see.
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    // The runtime ends when the output does; where it was killed, a process that escaped may hold it open.
    private static void finish(CompletableFuture<Boolean> pump) throws InterruptedException {
        try {
            pump.get(1, TimeUnit.SECONDS);
        } catch (TimeoutException escaped) {
            pump.cancel(false);
        } catch (ExecutionException e) {
            throw new SandboxException(Reason.FAILED, "the consumer of an exec's output failed: " + e.getCause(), e);
        }
    }

    private static void feed(InputStream from, OutputStream to) {
        try (to) {
            byte[] buffer = new byte[BUFFER];
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                to.write(buffer, 0, read);
                to.flush();
            }
        } catch (IOException e) {
            // The command ended without reading all of it, which is its right.
        }
    }
}
