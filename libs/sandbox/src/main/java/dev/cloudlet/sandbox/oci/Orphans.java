package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.linux.Kernel;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What bears a sandbox's name and belongs to no machine of it: a crash, or a deleted directory, may leave such. */
record Orphans(Path machines, OciRuntime runtime, ControlGroup group) {
    private static final Logger LOG = LoggerFactory.getLogger(Orphans.class);

    /** Removes them and tells the ids they had. */
    Set<String> remove(Set<String> known) throws IOException {
        var removed = new TreeSet<String>();
        for (String id : runtime.list().keySet()) {
            if (!known.contains(id)) {
                runtime.delete(id);
                removed.add(id);
            }
        }
        var mounts = Mounts.below(machines).stream()
                .sorted(Comparator.comparing((Path path) -> path.toString().length())
                        .reversed())
                .toList();
        for (Path mount : mounts) {
            String id = machines.relativize(mount).getName(0).toString();
            if (!known.contains(id)) {
                Kernel.unmount(mount, Kernel.MNT_DETACH);
                removed.add(id);
            }
        }
        for (Path child : group.children()) {
            String id = String.valueOf(child.getFileName());
            if (!known.contains(id) && removeGroup(child)) {
                removed.add(id);
            }
        }
        try (var directories = Files.newDirectoryStream(machines)) {
            for (Path directory : directories) {
                String id = String.valueOf(directory.getFileName());
                if (!known.contains(id)) {
                    Trees.delete(directory);
                    removed.add(id);
                }
            }
        }
        if (!removed.isEmpty()) {
            LOG.info("removed what was left of machines {}", removed);
        }
        return removed;
    }

    /** Ends what runs in a control group and removes it; false while somebody is still on the way out. */
    static boolean removeGroup(Path group) throws IOException {
        Path members = group.resolve("cgroup.procs");
        if (Files.exists(members)) {
            for (String pid : Files.readAllLines(members)) {
                Kernel.kill(Integer.parseInt(pid), 9);
            }
        }
        try {
            return Files.deleteIfExists(group);
        } catch (DirectoryNotEmptyException | NoSuchFileException e) {
            return false;
        } catch (FileSystemException busy) {
            // The killed are still on their way out: the next reconciliation finds the group empty.
            LOG.debug("control group {} is still in use", group);
            return false;
        }
    }
}
