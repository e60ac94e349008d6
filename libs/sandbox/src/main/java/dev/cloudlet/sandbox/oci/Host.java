package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.linux.Command;
import dev.cloudlet.sandbox.linux.Kernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What the driver needs of a host, found or refused with the next step.
 *
 * @param runtime the OCI runtime's program
 * @param detail one line about it
 */
record Host(Path runtime, String detail) {
    /** Looks at this host; UNAVAILABLE says what is missing. */
    static Host find(Path stateDirectory, String controlGroup) throws IOException {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            throw missing("machines need Linux: run the cloud in a Linux container or virtual machine");
        }
        if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
            throw missing("machines need root: start the cloud with sudo");
        }
        boolean legacy = Mounts.controller("memory").isPresent();
        if (!legacy && Mounts.unified().isEmpty()) {
            throw missing("machines need control groups: mount /sys/fs/cgroup");
        }
        // crun refuses hosts where both versions of control groups are mounted; on version 2 alone it is the lighter
        // one.
        List<String> choice = legacy ? List.of("runc") : List.of("crun", "runc");
        Path runtime = choice.stream()
                .flatMap(name -> Command.find(name).stream())
                .findFirst()
                .orElseThrow(() -> missing("machines need an OCI runtime: apt-get install " + choice.getFirst()));
        tryControlGroup(legacy, controlGroup);
        tryOverlay(stateDirectory);
        String version = Command.run(Duration.ofSeconds(10), List.of(runtime.toString(), "--version"));
        return new Host(
                runtime,
                version.lines().findFirst().orElse("unknown version") + ", control groups version "
                        + (legacy ? "1" : "2"));
    }

    private static SandboxException missing(String reason) {
        return new SandboxException(Reason.UNAVAILABLE, reason);
    }

    private static void tryControlGroup(boolean legacy, String name) throws IOException {
        Path mount = legacy
                ? Mounts.controller("memory").orElseThrow()
                : Mounts.unified().orElseThrow();
        try {
            Files.createDirectories(mount.resolve(name));
        } catch (IOException e) {
            throw missing("machines need to write control groups below " + mount
                    + ": in a container, use --privileged --cgroupns=host (" + e.getMessage() + ")");
        }
    }

    private static void tryOverlay(Path stateDirectory) throws IOException {
        Path trial = Files.createTempDirectory(stateDirectory, ".overlay-");
        try {
            for (String name : List.of("lower", "upper", "work", "merged")) {
                Files.createDirectory(trial.resolve(name));
            }
            String options = "lowerdir=%1$s/lower,upperdir=%1$s/upper,workdir=%1$s/work".formatted(trial);
            Kernel.mount("overlay", trial.resolve("merged"), "overlay", 0, options);
            Kernel.unmount(trial.resolve("merged"), 0);
        } catch (Kernel.KernelException e) {
            throw missing("machines need overlay mounts in " + stateDirectory
                    + ": put it on ext4 or xfs, in a container on a volume (" + e.getMessage() + ")");
        } finally {
            Trees.delete(trial);
        }
    }
}
