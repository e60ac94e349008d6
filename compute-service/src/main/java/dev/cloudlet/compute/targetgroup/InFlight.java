package dev.cloudlet.compute.targetgroup;

/** Tells which targets have requests to finish. */
@FunctionalInterface
public interface InFlight {
    /** Whether a target still works on a request that it was sent. */
    boolean busy(Target target);
}
