package dev.cloudlet.sandbox;

/** The OCI driver keeps the contract. */
final class OciMachinesTest extends MachinesContract {
    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }
}
