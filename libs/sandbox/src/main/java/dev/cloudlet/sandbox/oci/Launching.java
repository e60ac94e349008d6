package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.SandboxException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How machines come to be: by a launch, or from a former process that left them. */
record Launching(Entries entries, Lifecycle lifecycle, LayeredImages images, OciRuntime runtime) {
    private static final Logger LOG = LoggerFactory.getLogger(Launching.class);

    Machine launch(MachineSpec spec) {
        Entry entry = entries.fresh(spec.id());
        entry.lock().lock();
        try {
            entries.add(entry);
            images.take(
                    spec.image(),
                    trees -> entry.note(new MachineRecord(spec, trees, false, Optional.empty(), Optional.empty())));
            // Nothing is on record before it runs: adoption removes a directory without a record.
            entry.directory().create();
            lifecycle.boot(entry);
            return entry.machine();
        } catch (IOException | SandboxException e) {
            if (entries.has(entry)) {
                undo(entry);
            }
            throw Entries.failure("cannot launch " + spec.id(), e);
        } finally {
            entry.lock().unlock();
        }
    }

    private void undo(Entry entry) {
        try {
            lifecycle.terminate(entry);
            entries.remove(entry);
        } catch (IOException | SandboxException e) {
            // Left for the next adoption, which undoes launches that did not finish.
            LOG.warn("cannot undo the launch of {}: {}", entry.id(), e.getMessage());
        }
    }

    void adopt() {
        try {
            Map<String, OciRuntime.Known> containers = runtime.list();
            for (Entry entry : entries.all()) {
                adopt(entry, Optional.ofNullable(containers.get(entry.id())));
            }
        } catch (IOException e) {
            throw Entries.failure("cannot adopt machines", e);
        }
    }

    private void adopt(Entry entry, Optional<OciRuntime.Known> container) throws IOException {
        entry.lock().lock();
        try {
            if (!entry.isThere()) {
                undo(entry);
            } else {
                lifecycle.adopt(entry, container);
            }
        } finally {
            entry.lock().unlock();
        }
    }
}
