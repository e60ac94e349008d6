package dev.cloudlet.compute.instancetype;

import dev.cloudlet.sandbox.Limits;

/**
 * An instance type.
 *
 * @param vcpus processors
 * @param memoryMib memory
 * @param threadsPerCore how many of the vcpus share a core
 * @param clockMhz sustained clock speed
 * @param burstable whether AWS gives processor credits with it
 * @param hypervisor nitro or xen
 */
public record InstanceType(
        String name, int vcpus, int memoryMib, int threadsPerCore, int clockMhz, boolean burstable, String hypervisor) {
    private static final int PIDS = 16384;

    /** Whether AWS counts it among those of today. */
    boolean isCurrent() {
        return !name.startsWith("m1.");
    }

    /** Whether it is free in an account's first year. */
    boolean isFree() {
        return name.equals("t2.micro") || name.equals("t3.micro");
    }

    /** What a machine of this type may use. */
    public Limits limits() {
        return new Limits(vcpus, (long) memoryMib << 20, PIDS);
    }
}
