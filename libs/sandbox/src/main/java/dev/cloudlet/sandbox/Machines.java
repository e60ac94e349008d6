package dev.cloudlet.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Runs isolated machines. Safe for use by many threads; operations on one machine wait for each other. Machines outlive
 * this process: closing, or a crash, leaves them running, and {@link #adopt} finds them again.
 *
 * <p>Every method throws {@link SandboxException}: {@code NOT_FOUND} for an unknown id, {@code ILLEGAL_STATE} where the
 * method's states say so, {@code UNAVAILABLE} on a host without a driver, {@code FAILED} or {@code TIMEOUT} with the tool's words.
 */
public interface Machines extends AutoCloseable {
    /** Whether machines can run here, and why not. */
    Availability availability();

    /** Creates a machine with a fresh disk and starts it. {@code ALREADY_EXISTS} when the id is taken. */
    Machine launch(MachineSpec spec);

    /** Starts a stopped machine on the disk it had; does nothing when it is up. */
    Machine start(String id);

    /** Replaces the specification of a stopped machine, such as its limits; id and image must be the same. */
    Machine reconfigure(MachineSpec spec);

    /**
     * Asks the first process to end (TERM), kills everything in the machine after {@code grace}, and keeps the disk. Does
     * nothing when it is stopped.
     */
    Machine stop(String id, Duration grace);

    /** Stops and starts; the disk, the interface and the console are kept. */
    Machine reboot(String id, Duration grace);

    /** Kills a machine and deletes its disk and console. Does nothing when there is no such machine. */
    void terminate(String id);

    /** Freezes every process of a running machine; does nothing when it is paused. */
    void pause(String id);

    /** Lets a paused machine go on; does nothing when it runs. */
    void resume(String id);

    /** Runs a command in a running machine and waits for its end. */
    ExecResult exec(String id, Exec exec);

    /** The machine as it is now; empty when there is none. */
    Optional<Machine> find(String id);

    /** All machines of this sandbox as they are now, in the order of their ids. */
    List<Machine> list();

    /** What a machine that is up has used. */
    Usage usage(String id);

    /**
     * Completes when the present run of the machine ends, at once if it is stopped. It also completes for a run that was
     * started before this process was.
     */
    CompletableFuture<Exit> exit(String id);

    /** The newest console output, at most {@code bytes} of it; kept while the machine exists, across reboots. */
    byte[] console(String id, int bytes);

    /** The machine's root filesystem. */
    MachineFiles files(String id);

    /**
     * Finds the machines a former process left, watches for their end again, and settles what a crash left half done: a
     * launch that did not finish is undone, an end nobody saw is recorded. {@link Sandbox#open} has done it already; doing it
     * again is safe.
     */
    List<Machine> adopt();

    /** Removes every machine, several at a time; one that is being launched as soon as it is up. */
    void terminateAll();

    /**
     * Removes every machine of this sandbox whose id is not known, and every runtime directory, control group and mount
     * of it that belongs to no machine. Other sandboxes on the host are not touched.
     *
     * @return the ids of what was removed
     */
    Set<String> reconcile(Set<String> known);

    /** Stops watching; machines keep running. */
    @Override
    void close();
}
