package dev.cloudlet.sandbox;

import dev.cloudlet.sandbox.image.Images;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.oci.OciSandbox;

/**
 * Machines, the networks between them and the images they start from, on one host. {@link #open} chooses the driver; on a
 * host without one everything answers {@code UNAVAILABLE} with the reason, and {@link Machines#availability} tells it in advance.
 */
public interface Sandbox extends AutoCloseable {
    /** The machines. */
    Machines machines();

    /** The networks. */
    Networks networks();

    /** The images. */
    Images images();

    /** Lets go of the state directory. Machines stay as they are, and so do the networks, unless there are no machines. */
    @Override
    void close();

    /**
     * Opens the sandbox in a state directory, which one process at a time can do, and takes up the machines that are there.
     *
     * @param settings where it is
     */
    static Sandbox open(SandboxSettings settings) {
        try {
            return OciSandbox.open(settings);
        } catch (SandboxException e) {
            if (e.reason() == SandboxException.Reason.UNAVAILABLE) {
                return new UnavailableSandbox(e.getMessage());
            }
            throw e;
        }
    }
}
