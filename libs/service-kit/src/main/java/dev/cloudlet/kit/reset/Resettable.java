package dev.cloudlet.kit.reset;

/**
 * Part of a service that {@code POST /_cloudlet/reset} brings back to its first state: every account and region to its seeds,
 * everything that runs removed. Must be quick when there is little, and safe to call at any time.
 */
public interface Resettable {
    void reset();
}
