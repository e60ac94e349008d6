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

    /** What a machine of this type may use. */
    public Limits limits() {
        return new Limits(vcpus, (long) memoryMib << 20, PIDS);
    }
}
