package dev.cloudlet.kit.inprocess;

import java.util.function.Supplier;

/** How a service in this JVM is. */
public sealed interface ServiceState {
    /** Its context is still being built. */
    record Starting() implements ServiceState {}

    /**
     * It serves.
     *
     * @param healthy asks the service itself, at the time of the question: its database may be gone
     */
    record Serving(Supplier<Boolean> healthy) implements ServiceState {}

    /**
     * It could not start.
     *
     * @param reason what a user is told, one line
     */
    record Failed(String reason) implements ServiceState {}
}
