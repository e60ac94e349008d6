package dev.cloudlet.compute.testing;

import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Exec;
import dev.cloudlet.sandbox.ExecResult;
import dev.cloudlet.sandbox.Exit;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.Usage;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Machines that exist in a list only: they start and stop at once, and nothing runs in them. */
public final class PaperMachines implements Machines {
    private final Map<String, Machine> machines = new TreeMap<>();
    private Optional<String> failure = Optional.empty();

    /** From now on no machine starts, for this reason. */
    public void fail(String reason) {
        failure = Optional.of(reason);
    }

    /** From now on machines start again. */
    public void recover() {
        failure = Optional.empty();
    }

    /** A machine ends by itself. */
    public void end(String id, int code) {
        put(id, new Machine.State.Stopped(Optional.of(new Exit(code, false, Instant.EPOCH))));
    }

    void clear() {
        machines.clear();
        failure = Optional.empty();
    }

    @Override
    public Availability availability() {
        return new Availability.Available("paper", "");
    }

    @Override
    public Machine launch(MachineSpec spec) {
        failure.ifPresent(reason -> {
            throw new SandboxException(SandboxException.Reason.FAILED, reason);
        });
        machines.put(spec.id(), new Machine(spec.id(), spec, new Machine.State.Running(Instant.EPOCH)));
        return machines.get(spec.id());
    }

    private Machine put(String id, Machine.State state) {
        Machine there =
                find(id).orElseThrow(() -> new SandboxException(SandboxException.Reason.NOT_FOUND, "no machine " + id));
        machines.put(id, new Machine(id, there.spec(), state));
        return machines.get(id);
    }

    @Override
    public Machine start(String id) {
        return put(id, new Machine.State.Running(Instant.EPOCH));
    }

    @Override
    public Machine reconfigure(MachineSpec spec) {
        machines.put(
                spec.id(),
                new Machine(spec.id(), spec, find(spec.id()).map(Machine::state).orElseThrow()));
        return machines.get(spec.id());
    }

    @Override
    public Machine stop(String id, Duration grace) {
        return put(id, new Machine.State.Stopped(Optional.empty()));
    }

    @Override
    public Machine reboot(String id, Duration grace) {
        return put(id, new Machine.State.Running(Instant.EPOCH));
    }

    @Override
    public void terminate(String id) {
        machines.remove(id);
    }

    @Override
    public void terminateAll() {
        machines.clear();
    }

    @Override
    public void pause(String id) {
        put(id, new Machine.State.Paused());
    }

    @Override
    public void resume(String id) {
        put(id, new Machine.State.Running(Instant.EPOCH));
    }

    @Override
    public ExecResult exec(String id, Exec exec) {
        return new ExecResult.Exited(0);
    }

    @Override
    public Optional<Machine> find(String id) {
        return Optional.ofNullable(machines.get(id));
    }

    @Override
    public List<Machine> list() {
        return List.copyOf(machines.values());
    }

    @Override
    public Usage usage(String id) {
        return new Usage(0, 0, 0, 0, 0);
    }

    @Override
    public CompletableFuture<Exit> exit(String id) {
        return new CompletableFuture<>();
    }

    @Override
    public byte[] console(String id, int bytes) {
        return new byte[0];
    }

    @Override
    public MachineFiles files(String id) {
        return new NoFiles();
    }

    @Override
    public List<Machine> adopt() {
        return list();
    }

    @Override
    public Set<String> reconcile(Set<String> known) {
        return Set.of();
    }

    @Override
    public void close() {}

    private static final class NoFiles implements MachineFiles {
        @Override
        public Optional<byte[]> read(String path, int limit) {
            return Optional.empty();
        }

        @Override
        public void write(String path, InputStream content, int mode, int uid, int gid) {}

        @Override
        public List<Entry> list(String path) {
            return List.of();
        }

        @Override
        public void copyIn(Path source, String target) {}

        @Override
        public void copyOut(String source, Path target) {}

        @Override
        public void delete(String path) {}
    }
}
