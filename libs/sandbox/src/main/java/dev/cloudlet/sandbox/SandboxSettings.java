package dev.cloudlet.sandbox;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/**
 * Where a sandbox keeps its things.
 *
 * @param stateDirectory everything that outlives a restart: disks, images, consoles. Its path also names what the sandbox
 *     leaves in the kernel, so sandboxes with different directories never meet; give each service one of its own
 * @param hidden paths of the host that machines never see even where the host's userland would show them
 * @param clock for start and exit times
 */
public record SandboxSettings(Path stateDirectory, List<Path> hidden, Clock clock) {
    public SandboxSettings {
        stateDirectory = stateDirectory.toAbsolutePath().normalize();
        hidden = hidden.stream().map(path -> path.toAbsolutePath().normalize()).toList();
    }

    /** Settings that hide the state directory only. */
    public static SandboxSettings in(Path stateDirectory, Clock clock) {
        return new SandboxSettings(stateDirectory, List.of(stateDirectory), clock);
    }
}
