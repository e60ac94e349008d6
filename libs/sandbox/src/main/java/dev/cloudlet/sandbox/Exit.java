package dev.cloudlet.sandbox;

import java.time.Instant;

/**
 * How a machine's first process ended.
 *
 * @param code its exit code; 137 when it was killed, by {@link Machines#stop}, by the memory limit, or from outside
 * @param outOfMemory whether the machine's memory limit killed a process during this run
 * @param at when it was seen to have ended
 */
public record Exit(int code, boolean outOfMemory, Instant at) {}
