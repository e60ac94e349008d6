package dev.cloudlet.sandbox;

/** The OCI driver keeps the contract of disks. */
final class OciMachineDiskTest extends MachineDiskContract {
    @Override
    Sandbox open(SandboxSettings settings) {
        return Sandbox.open(settings);
    }
}
