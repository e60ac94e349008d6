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
import dev.cloudlet.sandbox.oci.MachineRecord.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machines of a sandbox: one entry each, with the lifecycle in {@link Lifecycle}. */
final class OciMachines implements Machines {
    private static final Logger LOG = LoggerFactory.getLogger(OciMachines.class);

    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final ScheduledExecutorService consoles = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("machine-consoles").factory());
    private final Path directory;
    private final Host host;
    private final OciRuntime runtime;
    private final String controlGroup;
    private final Lifecycle lifecycle;
    private final LayeredImages images;
    private final ScheduledFuture<?> bounding;

    OciMachines(Surroundings around, Path stateDirectory, List<Path> hidden) throws IOException {
        this.directory = Files.createDirectories(stateDirectory.resolve("machines"));
        this.host = around.host();
        this.runtime = around.runtime();
        this.controlGroup = around.controlGroup();
        this.lifecycle = new Lifecycle(around);
        try (var all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                var entry = new Entry(String.valueOf(each.getFileName()), new MachineDirectory(each));
                Optional<MachineRecord> latest = entry.directory().read();
                latest.ifPresent(entry::note);
                entries.put(entry.id(), entry);
            }
        }
        this.images = new LayeredImages(stateDirectory, hidden, this);
        this.bounding = consoles.scheduleWithFixedDelay(this::boundConsoles, 1, 1, TimeUnit.SECONDS);
    }

    LayeredImages images() {
        return images;
    }

    Stream<MachineRecord> records() {
        return entries.values().stream().filter(Entry::isThere).map(Entry::latest);
    }

    @Override
    public Availability availability() {
        return new Availability.Available("oci", host.detail());
    }

    @Override
    public Machine launch(MachineSpec spec) {
        var entry = new Entry(spec.id(), new MachineDirectory(directory.resolve(spec.id())));
        entry.lock().lock();
        try {
            if (entries.putIfAbsent(spec.id(), entry) != null) {
                throw new SandboxException(Reason.ALREADY_EXISTS, "there is a machine " + spec.id());
            }
            images.take(
                    spec.image(),
                    trees -> entry.note(new MachineRecord(spec, trees, false, Optional.empty(), Optional.empty())));
            entry.directory().create();
            entry.save(entry.latest());
            lifecycle.boot(entry);
            return entry.machine();
        } catch (IOException | SandboxException e) {
            if (entries.get(spec.id()) == entry) {
                undo(entry);
            }
            throw failure("cannot launch " + spec.id(), e);
        } finally {
            entry.lock().unlock();
        }
    }

    private void undo(Entry entry) {
        try {
            lifecycle.terminate(entry);
            entries.remove(entry.id());
        } catch (IOException | SandboxException e) {
            // Left for the next adoption, which undoes launches that did not finish.
            LOG.warn("cannot undo the launch of {}: {}", entry.id(), e.getMessage());
        }
    }

    private static SandboxException failure(String what, Exception e) {
        return e instanceof SandboxException already
                ? already
                : new SandboxException(Reason.FAILED, what + ": " + e.getMessage(), e);
    }

    private interface Step<T> {
        T run(Entry entry) throws IOException;
    }

    private <T> T locked(String id, Step<T> step) {
        Entry entry = entry(id);
        entry.lock().lock();
        try {
            entry.latest();
            return step.run(entry);
        } catch (IOException e) {
            throw failure("machine " + id, e);
        } finally {
            entry.lock().unlock();
        }
    }

    private Entry entry(String id) {
        Entry entry = entries.get(id);
        if (entry == null || !entry.isThere()) {
            throw new SandboxException(Reason.NOT_FOUND, "no machine " + id);
        }
        return entry;
    }

    @Override
    public Machine start(String id) {
        return locked(id, entry -> {
            if (entry.latest().run().isEmpty()) {
                lifecycle.boot(entry);
            }
            return entry.machine();
        });
    }

    @Override
    public Machine reconfigure(MachineSpec spec) {
        return locked(spec.id(), entry -> {
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
        return locked(id, entry -> {
            lifecycle.stop(entry, grace);
            return entry.machine();
        });
    }

    @Override
    public Machine reboot(String id, Duration grace) {
        return locked(id, entry -> {
            lifecycle.stop(entry, grace);
            lifecycle.boot(entry);
            return entry.machine();
        });
    }

    @Override
    public void terminate(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return;
        }
        entry.lock().lock();
        try {
            lifecycle.terminate(entry);
            entries.remove(id, entry);
        } catch (IOException e) {
            throw failure("cannot terminate " + id, e);
        } finally {
            entry.lock().unlock();
        }
        collectLayers();
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
        locked(id, entry -> {
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
        locked(id, entry -> {
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
        Entry entry = entry(id);
        entry.running();
        if (entry.paused()) {
            throw new SandboxException(Reason.ILLEGAL_STATE, "the machine " + id + " is paused");
        }
        try {
            Users.Account account = new Users(files(id)).named(exec.user());
            return new Execution(runtime, id, entry.latest().spec(), entry.directory()).run(exec, account);
        } catch (IOException e) {
            throw failure("exec in " + id, e);
        }
    }

    @Override
    public Optional<Machine> find(String id) {
        return Optional.ofNullable(entries.get(id)).filter(Entry::isThere).map(Entry::machine);
    }

    @Override
    public List<Machine> list() {
        return entries.values().stream()
                .filter(Entry::isThere)
                .map(Entry::machine)
                .toList();
    }

    @Override
    public Usage usage(String id) {
        Entry entry = entry(id);
        try {
            return new ControlGroup(controlGroup + "/" + id)
                    .usage(entry.running().pid());
        } catch (IOException e) {
            throw failure("usage of " + id, e);
        }
    }

    @Override
    public CompletableFuture<Exit> exit(String id) {
        // A copy: a caller that cancels or completes its own must not do so for the others.
        return entry(id).exit().copy();
    }

    @Override
    public byte[] console(String id, int bytes) {
        try {
            return new Console(entry(id).directory().console()).tail(bytes);
        } catch (IOException e) {
            throw failure("console of " + id, e);
        }
    }

    @Override
    public MachineFiles files(String id) {
        entry(id);
        return new RootFiles(new RootFiles.Access() {
            @Override
            public <T> T with(RootFiles.Use<T> use) {
                return locked(id, entry -> lifecycle.withRoot(entry, use));
            }
        });
    }

    /** Copies what a machine has written into a new layer directory, and tells what it lies over. */
    List<Tree> copyDisk(String id, Path layer) {
        return locked(id, entry -> {
            boolean freeze = entry.latest().run().isPresent() && !entry.paused();
            if (freeze) {
                runtime.pause(id);
            }
            try {
                Files.createDirectory(layer);
                for (Tree tree : entry.latest().trees()) {
                    if (Files.isDirectory(entry.disk().upper(tree))) {
                        Trees.copy(entry.disk().upper(tree), layer.resolve(tree.name()));
                    }
                }
                return entry.latest().trees();
            } finally {
                if (freeze) {
                    runtime.resume(id);
                }
            }
        });
    }

    @Override
    public List<Machine> adopt() {
        try {
            Map<String, OciRuntime.Known> containers = runtime.list();
            for (Entry entry : entries.values()) {
                entry.lock().lock();
                try {
                    if (!entry.isThere() || !entry.latest().launched()) {
                        undo(entry);
                    } else {
                        lifecycle.adopt(entry, Optional.ofNullable(containers.get(entry.id())));
                    }
                } finally {
                    entry.lock().unlock();
                }
            }
            return list();
        } catch (IOException e) {
            throw failure("cannot adopt machines", e);
        }
    }

    @Override
    public Set<String> reconcile(Set<String> known) {
        var removed = new TreeSet<String>();
        for (String id : entries.keySet()) {
            if (!known.contains(id)) {
                terminate(id);
                removed.add(id);
            }
        }
        try {
            removed.addAll(new Orphans(directory, runtime, new ControlGroup(controlGroup)).remove(entries.keySet()));
        } catch (IOException e) {
            throw failure("cannot remove what belongs to no machine", e);
        }
        return removed;
    }

    private void boundConsoles() {
        for (Entry entry : entries.values()) {
            if (entry.isThere() && entry.latest().run().isPresent()) {
                try {
                    new Console(entry.directory().console())
                            .bound(entry.latest().spec().consoleBytes());
                } catch (IOException | SandboxException e) {
                    LOG.warn("cannot cut the console of {}: {}", entry.id(), e.getMessage());
                }
            }
        }
    }

    @Override
    public void close() {
        bounding.cancel(false);
        consoles.shutdownNow();
        lifecycle.close();
    }
}
