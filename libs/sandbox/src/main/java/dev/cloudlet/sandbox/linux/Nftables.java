package dev.cloudlet.sandbox.linux;

import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import java.io.IOException;
import java.util.Optional;

/**
 * Applies scripts of nftables: by the library that the program {@code nft} is little more than a command line of, or by that
 * program where there is no such library. To start the program takes twenty times as long as to apply a script.
 */
public sealed interface Nftables permits NftablesLibrary, NftablesProgram {
    /** Finds what this host has; UNAVAILABLE says what to install. */
    static Nftables find() {
        Optional<? extends Nftables> found = NftablesLibrary.find();
        return found.isPresent()
                ? found.get()
                : NftablesProgram.find()
                        .orElseThrow(() -> new SandboxException(
                                Reason.UNAVAILABLE,
                                "machines need the programs nft and nsenter: apt-get install nftables util-linux"));
    }

    /**
     * Applies a script in a namespace, as a whole or not at all. It names links by name only, never by number.
     *
     * @throws SandboxException FAILED, with what is wrong with it
     */
    void apply(NetworkNamespace namespace, String script) throws IOException;
}
