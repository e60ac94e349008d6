package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.linux.Kernel;
import dev.cloudlet.sandbox.oci.MachineRecord.Tree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The root filesystem of a machine: for each tree an overlay of the machine's own directory over the image's.
 *
 * @param machine whose it is
 */
record RootDisk(MachineDirectory machine) {
    private static final int OPTIONS_AT_MOST = 4095;
    private static final Comparator<Tree> ROOT_FIRST =
            Comparator.comparing((Tree tree) -> !tree.name().equals(Tree.ROOT)).thenComparing(Tree::name);

    /** The machine's own part of a tree. */
    Path upper(Tree tree) {
        return machine.disk().resolve(tree.name()).resolve("upper");
    }

    private Path target(Tree tree) {
        return tree.name().equals(Tree.ROOT)
                ? machine.rootfs()
                : machine.rootfs().resolve(tree.name());
    }

    /** Mounts what is not mounted yet. */
    void mount(String id, List<Tree> trees) throws IOException {
        List<Path> mounted = Mounts.below(machine.rootfs());
        for (Tree tree : trees.stream().sorted(ROOT_FIRST).toList()) {
            if (mounted.contains(target(tree))) {
                continue;
            }
            Path work = machine.disk().resolve(tree.name()).resolve("work");
            Files.createDirectories(upper(tree));
            Files.createDirectories(work);
            String options = "lowerdir="
                    + String.join(
                            ":", tree.lowers().stream().map(RootDisk::escaped).toList())
                    + ",upperdir=" + escaped(upper(tree).toString()) + ",workdir=" + escaped(work.toString())
                    + ",index=off";
            if (options.getBytes(StandardCharsets.UTF_8).length > OPTIONS_AT_MOST) {
                throw new SandboxException(
                        SandboxException.Reason.FAILED, "the image of " + id + " has too many layers to mount");
            }
            // The target is below a root that the machine wrote to: were it a link, the mount would land elsewhere.
            if (Files.isSymbolicLink(target(tree))) {
                throw new SandboxException(
                        SandboxException.Reason.FAILED, "/" + tree.name() + " of " + id + " is a symbolic link");
            }
            Kernel.mount("cloudlet-" + id, target(tree), "overlay", Kernel.MS_NODEV, options);
        }
    }

    private static String escaped(String path) {
        return path.replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
    }

    /** Unmounts all of it. A process that has just been killed may hold it for some milliseconds more. */
    void unmount() throws IOException {
        List<Path> mounted = new ArrayList<>(Mounts.below(machine.rootfs()));
        // Longer paths are deeper: they go first.
        mounted.sort(
                Comparator.comparing((Path path) -> path.toString().length()).reversed());
        for (Path each : mounted) {
            unmount(each);
        }
    }

    private static void unmount(Path target) throws IOException {
        for (int attempt = 0; attempt < 80; attempt++) {
            try {
                Kernel.unmount(target, 0);
                return;
            } catch (Kernel.KernelException e) {
                if (e.errno() == Kernel.EINVAL || e.errno() == Kernel.ENOENT) {
                    return;
                }
                if (e.errno() != Kernel.EBUSY) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
            }
        }
        Kernel.unmount(target, Kernel.MNT_DETACH);
    }
}
