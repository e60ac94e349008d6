package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Exit;
import dev.cloudlet.sandbox.MachineSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a machine on disk.
 *
 * @param spec what it was launched with
 * @param trees what its disk lies over
 * @param launched whether its launch succeeded; one that did not is undone
 * @param run its present run; empty while stopped
 * @param exit how its last run ended
 */
record MachineRecord(MachineSpec spec, List<Tree> trees, boolean launched, Optional<Run> run, Optional<Exit> exit) {
    MachineRecord {
        trees = List.copyOf(trees);
    }

    /**
     * One filesystem of a machine: the root, or a directory below it that the host's userland brings from elsewhere.
     *
     * @param name {@code root}, or the name of the directory in the root
     * @param lowers absolute paths of the read-only directories below the machine's own, the topmost first
     */
    record Tree(String name, List<String> lowers) {
        static final String ROOT = "root";

        Tree {
            lowers = List.copyOf(lowers);
        }
    }

    /**
     * A run of the first process.
     *
     * @param pid its process id on the host
     * @param startTicks when the kernel started it, in ticks since boot: a reused pid has another
     * @param since when it was started
     */
    record Run(long pid, long startTicks, Instant since) {}

    MachineRecord running(Run started) {
        return new MachineRecord(spec, trees, true, Optional.of(started), exit);
    }

    MachineRecord stopped(Optional<Exit> how) {
        return new MachineRecord(spec, trees, true, Optional.empty(), how);
    }

    MachineRecord with(MachineSpec changed) {
        return new MachineRecord(changed, trees, launched, run, exit);
    }
}
