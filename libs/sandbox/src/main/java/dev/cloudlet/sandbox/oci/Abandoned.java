package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Kernel;
import dev.cloudlet.sandbox.routed.RoutedNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes whose process was killed and whose state directory was deleted then: nobody will ever open them again, and what they
 * have in the kernel would stay until the host restarts.
 *
 * @param directory where every sandbox of the host has a directory of its name
 * @param program the OCI runtime
 */
record Abandoned(Path directory, Path program) {
    private static final Logger LOG = LoggerFactory.getLogger(Abandoned.class);
    private static final String NAME = "[0-9a-f]{8}";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    /** Opens a sandbox's own directory and removes those that are abandoned, one process of the host at a time. */
    Claim claim(CloudName own, Path stateDirectory) throws IOException {
        Files.createDirectories(directory);
        int everything = Claim.open(directory.resolve("lock"));
        try {
            Kernel.lock(everything);
            Claim claim = Claim.take(own, stateDirectory);
            sweep(own);
            return claim;
        } finally {
            Kernel.close(everything);
        }
    }

    private void sweep(CloudName own) throws IOException {
        for (CloudName each : names()) {
            try {
                if (!each.equals(own)) {
                    removeIfAbandoned(each);
                }
            } catch (IOException | SandboxException e) {
                LOG.warn("cannot remove what sandbox {} has left: {}", each.value(), e.getMessage());
            }
        }
    }

    private List<CloudName> names() throws IOException {
        List<CloudName> names = new ArrayList<>();
        try (var all = Files.newDirectoryStream(directory, Files::isDirectory)) {
            for (Path each : all) {
                String name = String.valueOf(each.getFileName());
                if (name.matches(NAME)) {
                    names.add(new CloudName(name));
                }
            }
        }
        return names;
    }

    private void removeIfAbandoned(CloudName cloud) throws IOException {
        Optional<Path> state = Claim.stateDirectory(cloud);
        if (state.isEmpty() || !CloudName.of(state.get()).equals(cloud) || !isGone(state.get())) {
            return;
        }
        Optional<Claim> claim = Claim.tryTake(cloud);
        if (claim.isPresent()) {
            try (Claim held = claim.get()) {
                remove(held.cloud(), state.get());
            }
        }
    }

    // Whoever deletes it while machines run cannot delete where their disks are mounted: then that much is left of it.
    private static boolean isGone(Path state) throws IOException {
        if (Files.exists(state.resolve("lock"))) {
            return false;
        }
        Path machines = state.resolve("machines");
        if (!Files.isDirectory(machines)) {
            return true;
        }
        try (var all = Files.newDirectoryStream(machines)) {
            for (Path each : all) {
                if (Files.exists(each.resolve("machine.json"))) {
                    return false;
                }
            }
        }
        return true;
    }

    private void remove(CloudName cloud, Path state) throws IOException {
        OciRuntime runtime = new OciRuntime(program, cloud.runDirectory().resolve("runtime"));
        for (String id : runtime.list().keySet()) {
            runtime.delete(id);
        }
        removeGroups(new ControlGroup(Surroundings.controlGroup(cloud)));
        List<Path> mounts = Mounts.below(state.resolve("machines"));
        for (Path mount : mounts.reversed()) {
            Kernel.unmount(mount, Kernel.MNT_DETACH);
        }
        RoutedNetworks.removeAll(cloud);
        Trees.delete(cloud.runDirectory());
        LOG.info("removed what was left of the machines in {}, which is gone", state);
    }

    private static void removeGroups(ControlGroup group) throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        boolean busy = true;
        while (busy && System.nanoTime() < deadline) {
            busy = false;
            for (Path child : group.children()) {
                busy |= !Orphans.removeGroup(child);
            }
            if (busy) {
                // The killed are on their way out.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
            }
        }
        for (Path each : group.directories()) {
            Files.deleteIfExists(each);
        }
    }
}
