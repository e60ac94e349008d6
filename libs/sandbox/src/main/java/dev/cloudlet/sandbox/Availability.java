package dev.cloudlet.sandbox;

/** Whether this host can run machines. */
public sealed interface Availability {
    /**
     * Machines can be launched.
     *
     * @param driver the name of the driver, such as {@code oci}
     * @param detail one line for people: the runtime and its version, the cgroup layout
     */
    record Available(String driver, String detail) implements Availability {}

    /**
     * Machines cannot be launched here.
     *
     * @param reason one line: what is missing, and what to do about it
     */
    record Unavailable(String reason) implements Availability {}
}
