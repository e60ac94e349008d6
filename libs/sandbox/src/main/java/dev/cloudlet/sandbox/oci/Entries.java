package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** The machines by their ids, with a directory each. */
final class Entries {
    private final Map<String, Entry> byId = new ConcurrentSkipListMap<>();
    private final Path directory;

    /** Reads what a former process left in the directory. */
    Entries(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        try (var all = Files.newDirectoryStream(directory)) {
            for (Path each : all) {
                var entry = new Entry(String.valueOf(each.getFileName()), new MachineDirectory(each));
                entry.directory().read().ifPresent(entry::note);
                byId.put(entry.id(), entry);
            }
        }
    }

    /** What is done to a machine while nothing else is. */
    interface Step<T> {
        T run(Entry entry) throws IOException;
    }

    Path directory() {
        return directory;
    }

    /** A machine that nobody knows of yet. */
    Entry fresh(String id) {
        return new Entry(id, new MachineDirectory(directory.resolve(id)));
    }

    /** Takes up a fresh one; its id must be free. */
    void add(Entry entry) {
        if (byId.putIfAbsent(entry.id(), entry) != null) {
            throw new SandboxException(Reason.ALREADY_EXISTS, "there is a machine " + entry.id());
        }
    }

    boolean has(Entry entry) {
        return entry.equals(byId.get(entry.id()));
    }

    void remove(Entry entry) {
        byId.remove(entry.id(), entry);
    }

    /** Every one, also those whose launch or termination is under way or was cut short. */
    Collection<Entry> all() {
        return byId.values();
    }

    Set<String> ids() {
        return byId.keySet();
    }

    Optional<Entry> any(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    Optional<Entry> find(String id) {
        return any(id).filter(Entry::isThere);
    }

    Stream<Entry> there() {
        return byId.values().stream().filter(Entry::isThere);
    }

    List<MachineRecord> records() {
        return there().map(Entry::latest).toList();
    }

    Entry require(String id) {
        return find(id).orElseThrow(() -> new SandboxException(Reason.NOT_FOUND, "no machine " + id));
    }

    /** Does something to a machine that is there. */
    <T> T locked(String id, Step<T> step) {
        return locked(require(id), "machine " + id, entry -> {
            entry.latest();
            return step.run(entry);
        });
    }

    /** Does something to a machine, however far it came. */
    static <T> T locked(Entry entry, String what, Step<T> step) {
        entry.lock().lock();
        try {
            return step.run(entry);
        } catch (IOException e) {
            throw failure(what, e);
        } finally {
            entry.lock().unlock();
        }
    }

    static SandboxException failure(String what, Exception e) {
        return e instanceof SandboxException already
                ? already
                : new SandboxException(Reason.FAILED, what + ": " + e.getMessage(), e);
    }
}
