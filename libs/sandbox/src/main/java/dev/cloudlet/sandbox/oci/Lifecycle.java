package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Boot;
import dev.cloudlet.sandbox.Exit;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.network.NetworkInterface;
import dev.cloudlet.sandbox.oci.MachineRecord.Run;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How machines begin and end. The caller holds the entry's lock. The order of steps is such that a crash at any point
 * leaves what {@link #adopt} can tell and settle: a run is on record only while its container may exist.
 */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final Duration KILL_BOUND = Duration.ofSeconds(10);
    private static final int KILLED = 137;

    private final Surroundings around;
    private final ExitWatch exits;

    Lifecycle(Surroundings around) throws IOException {
        this.around = around;
        this.exits = new ExitWatch();
    }

    void boot(Entry entry) throws IOException {
        MachineRecord latest = entry.latest();
        MachineSpec spec = latest.spec();
        MachineDirectory directory = entry.directory();
        Optional<Path> namespace = namespace(spec);
        try {
            entry.disk().mount(entry.id(), latest.trees());
            Users.Account account = prepare(entry, spec);
            Files.deleteIfExists(directory.exit());
            Files.createFile(directory.exit());
            Files.setAttribute(directory.exit(), "unix:uid", (int) account.uid());
            var bundle = new Bundle(spec, directory, around.init(), controlGroup(entry));
            bundle.write(namespace, account);
            around.runtime().run(entry.id(), directory);
            long pid = Long.parseLong(Files.readString(directory.pidFile()).strip());
            var run = new Run(pid, ExitWatch.startTicks(pid), around.clock().instant());
            entry.begin();
            entry.save(latest.running(run));
            watch(entry, run);
        } catch (IOException | SandboxException e) {
            if (latest.launched()) {
                clear(entry);
            }
            throw e;
        }
    }

    private static Users.Account prepare(Entry entry, MachineSpec spec) throws IOException {
        try (var root = new RootDirectory(entry.directory().rootfs())) {
            RootFiles files = filesOf(root);
            writeOwnFiles(files, spec);
            return spec.boot() instanceof Boot.Command command ? new Users(files).named(command.user()) : Users.ROOT;
        }
    }

    private Optional<Path> namespace(MachineSpec spec) throws IOException {
        if (spec.network().isEmpty()) {
            return Optional.empty();
        }
        NetworkInterface wanted = spec.network().get();
        NetworkNamespace namespace = around.networks().namespace(wanted);
        if (!namespace.exists()) {
            throw new SandboxException(
                    Reason.ILLEGAL_STATE, "the interface " + wanted.id() + " of " + spec.id() + " is not attached");
        }
        return Optional.of(namespace.path());
    }

    private String controlGroup(Entry entry) {
        return around.controlGroup() + "/" + entry.id();
    }

    private static RootFiles filesOf(RootDirectory root) {
        return new RootFiles(new RootFiles.Access() {
            @Override
            public <T> T with(RootFiles.Use<T> use) {
                try {
                    return use.on(root);
                } catch (IOException e) {
                    throw new SandboxException(
                            Reason.FAILED, "cannot prepare the machine's files: " + e.getMessage(), e);
                }
            }
        });
    }

    private static void writeOwnFiles(RootFiles files, MachineSpec spec) {
        var hosts = new ArrayList<String>();
        hosts.add("127.0.0.1 localhost");
        hosts.add(spec.network().map(NetworkInterface::address).orElse("127.0.1.1") + " " + spec.hostname());
        spec.hosts().forEach((name, address) -> hosts.add(address + " " + name));
        write(files, "/etc/hosts", hosts, 0644);
        write(files, "/etc/hostname", List.of(spec.hostname()), 0644);
        write(
                files,
                "/etc/resolv.conf",
                spec.nameservers().stream().map(each -> "nameserver " + each).toList(),
                0644);
        if (spec.boot() instanceof Boot.Instance instance
                && !instance.userData().isEmpty()) {
            String path = "/var/lib/cloud/instances/" + spec.id() + "/user-data.txt";
            files.write(path, stream(instance.userData()), 0700, 0, 0);
        }
    }

    private static void write(RootFiles files, String path, List<String> lines, int mode) {
        files.write(path, stream(String.join("\n", lines) + "\n"), mode, 0, 0);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Opens the root filesystem, mounted for the length of the call when the machine is stopped. */
    <T> T withRoot(Entry entry, RootFiles.Use<T> use) throws IOException {
        boolean mounted = entry.latest().run().isPresent();
        if (!mounted) {
            entry.disk().mount(entry.id(), entry.latest().trees());
        }
        try (var root = new RootDirectory(entry.directory().rootfs())) {
            return use.on(root);
        } finally {
            if (!mounted) {
                entry.disk().unmount();
            }
        }
    }

    private void watch(Entry entry, Run run) throws IOException {
        if (!entry.beginsToWatch(run)) {
            return;
        }
        var ended = entry.ended();
        exits.register(run.pid(), run.startTicks(), () -> {
            ended.complete(true);
            entry.lock().lock();
            try {
                settle(entry, run);
            } catch (IOException | SandboxException e) {
                LOG.error("the end of {} could not be settled: {}", entry.id(), e.getMessage());
            } finally {
                entry.lock().unlock();
            }
        });
    }

    /** Records how a run ended, once, and clears away what it needed. */
    private void settle(Entry entry, Run run) throws IOException {
        if (!entry.isThere() || !entry.latest().run().equals(Optional.of(run))) {
            return;
        }
        boolean outOfMemory = new ControlGroup(controlGroup(entry)).ranOutOfMemory();
        int code = code(entry.directory().exit()).orElse(KILLED);
        clear(entry);
        var exit = new Exit(code, outOfMemory, around.clock().instant());
        entry.save(entry.latest().stopped(Optional.of(exit)));
        entry.exit().complete(exit);
    }

    // What the machine's root left there; it may be anything.
    private static Optional<Integer> code(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) > 16) {
            return Optional.empty();
        }
        String written = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return written.matches("\\d{1,3}") ? Optional.of(Integer.parseInt(written)) : Optional.empty();
    }

    private void clear(Entry entry) throws IOException {
        around.runtime().delete(entry.id());
        entry.disk().unmount();
        entry.paused(false);
    }

    void stop(Entry entry, Duration grace) throws IOException {
        Optional<Run> run = entry.latest().run();
        if (run.isEmpty()) {
            return;
        }
        if (entry.paused()) {
            around.runtime().resume(entry.id());
            entry.paused(false);
        }
        boolean everyProcess = entry.latest().spec().boot() instanceof Boot.Command;
        if (!grace.isZero()) {
            around.runtime().signal(entry.id(), "TERM", everyProcess);
        }
        if (!endsWithin(entry, grace)) {
            around.runtime().signal(entry.id(), "KILL", false);
            if (!endsWithin(entry, KILL_BOUND)) {
                throw new SandboxException(Reason.TIMEOUT, "the machine " + entry.id() + " cannot be killed");
            }
        }
        settle(entry, run.get());
    }

    private static boolean endsWithin(Entry entry, Duration bound) {
        try {
            return entry.ended().get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the end of a run never fails", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Removes a machine, however far it came. */
    void terminate(Entry entry) throws IOException {
        if (entry.isThere() && entry.paused()) {
            around.runtime().resume(entry.id());
        }
        clear(entry);
        // The record goes first: a directory without one is what is left of a machine, and is removed on adoption.
        Files.deleteIfExists(entry.directory().path().resolve("machine.json"));
        entry.forget();
        Trees.delete(entry.directory().path());
    }

    /** Takes up a machine of a former process. */
    void adopt(Entry entry, Optional<OciRuntime.Known> container) throws IOException {
        Optional<Run> run = entry.latest().run();
        if (run.isEmpty()) {
            if (container.isPresent()) {
                // It was being started when the former process ended: nobody was told that it runs.
                clear(entry);
            }
            entry.disk().unmount();
            entry.latest().exit().ifPresent(entry.exit()::complete);
            return;
        }
        if (ExitWatch.startTicks(run.get().pid()) == run.get().startTicks()) {
            entry.paused(
                    container.filter(each -> each.status().equals("paused")).isPresent());
            watch(entry, run.get());
        } else if (container.isPresent() || code(entry.directory().exit()).isPresent()) {
            settle(entry, run.get());
        } else {
            // The host restarted: how the run ended is not known.
            clear(entry);
            entry.save(entry.latest().stopped(Optional.empty()));
            entry.exit().complete(new Exit(KILLED, false, around.clock().instant()));
        }
    }

    void close() {
        exits.close();
    }
}
