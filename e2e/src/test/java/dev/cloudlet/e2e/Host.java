package dev.cloudlet.e2e;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** What this host has. A test that needs more is skipped, and says why. */
public final class Host {
    private Host() {}

    /** Instances and builds can run. */
    public static void assumeMachines() {
        Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "skipped: machines need root");
        Assumptions.assumeTrue(has("runc") || has("crun"), "skipped: there is no OCI runtime");
        assumeProgram("nft");
    }

    public static void assumeProgram(String name) {
        Assumptions.assumeTrue(has(name), () -> "skipped: " + name + " is not installed");
    }

    private static boolean has(String program) {
        return Arrays.stream((System.getenv("PATH") + ":/usr/sbin:/sbin").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
