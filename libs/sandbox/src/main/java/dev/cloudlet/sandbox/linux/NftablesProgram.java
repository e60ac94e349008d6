package dev.cloudlet.sandbox.linux;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * nftables by its program.
 *
 * @param nft of nftables
 * @param nsenter of util-linux
 */
record NftablesProgram(Path nft, Path nsenter) implements Nftables {
    private static final Duration BOUND = Duration.ofSeconds(15);

    static Optional<NftablesProgram> find() {
        return Command.find("nft")
                .flatMap(nft -> Command.find("nsenter").map(nsenter -> new NftablesProgram(nft, nsenter)));
    }

    @Override
    public void apply(NetworkNamespace namespace, String script) {
        Command.run(BOUND, script, List.of(nsenter.toString(), "--net=" + namespace.path(), nft.toString(), "-f", "-"));
    }
}
