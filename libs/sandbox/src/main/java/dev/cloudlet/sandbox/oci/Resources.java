package dev.cloudlet.sandbox.oci;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Files of this package's own. */
final class Resources {
    private Resources() {}

    static InputStream open(String name) throws IOException {
        InputStream stream = Resources.class.getResourceAsStream(name);
        if (stream == null) {
            throw new IOException(name + " is missing from the library");
        }
        return stream;
    }

    static List<String> lines(String name) throws IOException {
        try (InputStream stream = open(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
