package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Exit;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A machine in memory. Its lock orders what is done to it; its record can be read at any time. */
final class Entry {
    private final String id;
    private final MachineDirectory directory;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable MachineRecord latest;
    private volatile MachineRecord.@Nullable Run watched;
    private volatile boolean paused;
    private volatile CompletableFuture<Exit> exit = new CompletableFuture<>();

    /** Completes when the kernel has ended the present run, before it is settled. */
    private volatile CompletableFuture<Boolean> ended = new CompletableFuture<>();

    Entry(String id, MachineDirectory directory) {
        this.id = id;
        this.directory = directory;
    }

    String id() {
        return id;
    }

    MachineDirectory directory() {
        return directory;
    }

    RootDisk disk() {
        return new RootDisk(directory);
    }

    ReentrantLock lock() {
        return lock;
    }

    boolean isThere() {
        return latest != null;
    }

    MachineRecord latest() {
        MachineRecord now = latest;
        if (now == null) {
            throw new SandboxException(Reason.NOT_FOUND, "no machine " + id);
        }
        return now;
    }

    /** Remembers without writing. */
    void note(MachineRecord now) {
        latest = now;
    }

    void save(MachineRecord now) throws IOException {
        directory.write(now);
        latest = now;
    }

    void forget() {
        latest = null;
        exit.completeExceptionally(new SandboxException(Reason.NOT_FOUND, "the machine " + id + " was terminated"));
    }

    MachineRecord.Run running() {
        return latest().run()
                .orElseThrow(() -> new SandboxException(Reason.ILLEGAL_STATE, "the machine " + id + " is stopped"));
    }

    boolean paused() {
        return paused;
    }

    void paused(boolean now) {
        paused = now;
    }

    CompletableFuture<Exit> exit() {
        return exit;
    }

    CompletableFuture<Boolean> ended() {
        return ended;
    }

    /** Whether this process waits for the end of the run; true once. */
    boolean beginsToWatch(MachineRecord.Run run) {
        boolean first = !run.equals(watched);
        watched = run;
        return first;
    }

    void begin() {
        paused = false;
        ended = new CompletableFuture<>();
        if (exit.isDone()) {
            exit = new CompletableFuture<>();
        }
    }

    Machine machine() {
        MachineRecord now = latest();
        Machine.State state = now.run().isEmpty()
                ? new Machine.State.Stopped(now.exit())
                : paused
                        ? new Machine.State.Paused()
                        : new Machine.State.Running(now.run().get().since());
        return new Machine(id, now.spec(), state);
    }
}
