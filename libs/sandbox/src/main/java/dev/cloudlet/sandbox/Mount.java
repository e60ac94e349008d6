package dev.cloudlet.sandbox;

import java.nio.file.Path;

/** Something mounted into a machine besides its root filesystem. Targets are absolute paths inside the machine. */
public sealed interface Mount {
    /** Absolute path inside the machine; created when absent. */
    String target();

    /**
     * A directory or file of the host.
     *
     * @param source existing path on the host
     * @param target where the machine sees it
     * @param readOnly whether writes inside are refused
     */
    record Bind(Path source, String target, boolean readOnly) implements Mount {
        public Bind {
            requireTarget(target);
            source = source.toAbsolutePath().normalize();
        }
    }

    /**
     * Memory that forgets when the machine stops; counted against the machine's memory limit.
     *
     * @param target where the machine sees it
     * @param bytes its size at most
     */
    record Tmpfs(String target, long bytes) implements Mount {
        public Tmpfs {
            requireTarget(target);
            if (bytes < 4096) {
                throw new SandboxException(SandboxException.Reason.INVALID, "tmpfs below 4096 bytes: " + bytes);
            }
        }
    }

    private static void requireTarget(String target) {
        if (!target.startsWith("/") || target.equals("/") || target.contains("/../") || target.endsWith("/..")) {
            throw new SandboxException(SandboxException.Reason.INVALID, "not a mount target: " + target);
        }
    }
}
