package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Tells scripts how to use the cloud of a data directory, for as long as it answers. A line each: its endpoint, the first
 * account, the access key of its root user, and whether that key's secret is {@code well-known}, {@code generated} or
 * {@code given} by whoever started the cloud.
 */
final class EndpointFile implements AutoCloseable {
    private final Path file;

    private EndpointFile(Path file) {
        this.file = file;
    }

    static EndpointFile write(DataDirectory data, StandaloneConfig config, Map<String, String> settings) {
        Path file = data.path().resolve("endpoint");
        List<String> lines = List.of(
                config.endpoint().toString(),
                settings.getOrDefault("cloudlet.account", StandaloneConfig.FIRST_ACCOUNT),
                settings.getOrDefault("cloudlet.root.access-key-id", "test"),
                secret(config));
        try {
            Files.write(file, lines);
            return new EndpointFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String secret(StandaloneConfig config) {
        if (config.settings().containsKey(StandaloneConfig.ROOT_SECRET)) {
            return "given";
        }
        return config.isPrivate() ? "well-known" : "generated";
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
