package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Exec;
import dev.cloudlet.sandbox.ExecResult;
import dev.cloudlet.sandbox.Exit;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machines of a sandbox: one entry each, with the lifecycle in {@link Lifecycle}. */
final class OciMachines implements Machines {
    private static final Logger LOG = LoggerFactory.getLogger(OciMachines.class);

    /** Each is a process of the runtime, which mostly waits for the kernel. */
    private static final int TERMINATED_AT_ONCE = 8;

    private final Host host;
    private final OciRuntime runtime;
    private final String controlGroup;
    private final Lifecycle lifecycle;
    private final LayeredImages images;
    private final Entries entries;
    private final Launching launching;
    private final Consoles consoles;

    OciMachines(Surroundings around, Path stateDirectory, List<Path> hidden) throws IOException {
        this.host = around.host();
        this.runtime = around.runtime();
        this.controlGroup = around.controlGroup();
        this.lifecycle = new Lifecycle(around);
        this.entries = new Entries(stateDirectory.resolve("machines"));
        this.images = new LayeredImages(stateDirectory, hidden, entries, new DiskCopies(entries, runtime));
        this.launching = new Launching(entries, lifecycle, images, runtime);
        this.consoles = new Consoles(entries);
        consoles.start();
    }

    LayeredImages images() {
        return images;
    }

    @Override
    public Availability availability() {
        return new Availability.Available("oci", host.detail());
    }

    @Override
    public Machine launch(MachineSpec spec) {
        return launching.launch(spec);
    }

    @Override
    public Machine start(String id) {
        return entries.locked(id, entry -> {
            if (entry.latest().run().isEmpty()) {
                lifecycle.boot(entry);
            }
            return entry.machine();
        });
    }

    @Override
    public Machine reconfigure(MachineSpec spec) {
        return entries.locked(spec.id(), entry -> {
            MachineRecord latest = entry.latest();
            if (latest.run().isPresent()) {
                throw new SandboxException(Reason.ILLEGAL_STATE, "the machine " + spec.id() + " is not stopped");
            }
            if (!latest.spec().image().equals(spec.image())) {
                throw new SandboxException(Reason.INVALID, "the image of " + spec.id() + " cannot change");
            }
            entry.save(latest.with(spec));
            return entry.machine();
        });
    }

    @Override
    public Machine stop(String id, Duration grace) {
        return entries.locked(id, entry -> {
            lifecycle.stop(entry, grace);
            return entry.machine();
        });
    }

    @Override
    public Machine reboot(String id, Duration grace) {
        return entries.locked(id, entry -> {
            lifecycle.stop(entry, grace);
            lifecycle.boot(entry);
            return entry.machine();
        });
    }

    @Override
    public void terminate(String id) {
        entries.any(id).ifPresent(known -> {
            terminate(known);
            collectLayers();
        });
    }

    private void terminate(Entry known) {
        Entries.locked(known, "cannot terminate " + known.id(), entry -> {
            lifecycle.terminate(entry);
            entries.remove(entry);
            return entry;
        });
    }

    @Override
    public void terminateAll() {
        var ending = new ArrayList<Future<?>>();
        try (var threads = Executors.newFixedThreadPool(
                TERMINATED_AT_ONCE, Thread.ofVirtual().name("terminate-", 0).factory())) {
            entries.all().forEach(each -> ending.add(threads.submit(() -> terminate(each))));
        }
        if (!ending.isEmpty()) {
            collectLayers();
        }
        for (Future<?> each : ending) {
            if (each.state() == Future.State.FAILED && each.exceptionNow() instanceof RuntimeException failure) {
                throw failure;
            }
        }
    }

    private void collectLayers() {
        try {
            images.collect();
        } catch (IOException | SandboxException e) {
            // Only disk space: the next termination tries again.
            LOG.warn("cannot delete layers that nobody uses: {}", e.getMessage());
        }
    }

    @Override
    public void pause(String id) {
        entries.locked(id, entry -> {
            entry.running();
            if (!entry.paused()) {
                runtime.pause(id);
                entry.paused(true);
            }
            return id;
        });
    }

    @Override
    public void resume(String id) {
        entries.locked(id, entry -> {
            entry.running();
            if (entry.paused()) {
                runtime.resume(id);
                entry.paused(false);
            }
            return id;
        });
    }

    @Override
    public ExecResult exec(String id, Exec exec) {
        Entry entry = entries.require(id);
        entry.running();
        if (entry.paused()) {
            throw new SandboxException(Reason.ILLEGAL_STATE, "the machine " + id + " is paused");
        }
        try {
            Users.Account account = new Users(files(id)).named(exec.user());
            return new Execution(runtime, id, entry.latest().spec(), entry.directory()).run(exec, account);
        } catch (IOException e) {
            throw Entries.failure("exec in " + id, e);
        }
    }

    @Override
    public Optional<Machine> find(String id) {
        return entries.find(id).map(Entry::machine);
    }

    @Override
    public List<Machine> list() {
        return entries.there().map(Entry::machine).toList();
    }

    @Override
    public Usage usage(String id) {
        Entry entry = entries.require(id);
        try {
            return new ControlGroup(controlGroup + "/" + id)
                    .usage(entry.running().pid());
        } catch (IOException e) {
            throw Entries.failure("usage of " + id, e);
        }
    }

    @Override
    public CompletableFuture<Exit> exit(String id) {
        // A copy: a caller that cancels or completes its own must not do so for the others.
        return entries.require(id).exit().copy();
    }

    @Override
    public byte[] console(String id, int bytes) {
        return consoles.tail(id, bytes);
    }

    @Override
    public MachineFiles files(String id) {
        entries.require(id);
        return new RootFiles(new RootFiles.Access() {
            @Override
            public <T> T with(RootFiles.Use<T> use) {
                return entries.locked(id, entry -> lifecycle.withRoot(entry, use));
            }
        });
    }

    @Override
    public List<Machine> adopt() {
        launching.adopt();
        return list();
    }

    @Override
    public Set<String> reconcile(Set<String> known) {
        var removed = new TreeSet<String>();
        for (String id : entries.ids()) {
            if (!known.contains(id)) {
                terminate(id);
                removed.add(id);
            }
        }
        try {
            removed.addAll(
                    new Orphans(entries.directory(), runtime, new ControlGroup(controlGroup)).remove(entries.ids()));
        } catch (IOException e) {
            throw Entries.failure("cannot remove what belongs to no machine", e);
        }
        return removed;
    }

    @Override
    public void close() {
        consoles.close();
        lifecycle.close();
    }
}
