package dev.cloudlet.standalone;

import dev.cloudlet.standalone.data.DataDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells scripts where the cloud of a data directory answers, for as long as it does. */
final class EndpointFile implements AutoCloseable {
    private final Path file;

    private EndpointFile(Path file) {
        this.file = file;
    }

    static EndpointFile write(DataDirectory data, URI endpoint) {
        Path file = data.path().resolve("endpoint");
        try {
            Files.writeString(file, endpoint + "\n");
            return new EndpointFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
