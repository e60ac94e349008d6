package dev.cloudlet.kit.reset;

/**
 * Part of a service that {@code POST /_cloudlet/reset} brings back to its first state: every account and region to its seeds,
 * everything that runs removed. Must be quick when there is little, and safe to call at any time.
 */
public interface Resettable {
    /**
     * Removes what is stored. All parts of a service do so in one transaction, in the order of the beans; what runs may not be
     * waited for.
     */
    void reset();

    /** After that transaction: stops what runs, and forgets what is remembered of what is gone. */
    default void forget() {}
}
