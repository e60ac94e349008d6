package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.MachineFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** This host's files where an instance's are expected, to look at; changing them is not what it is for. */
final class HostFiles implements MachineFiles {
    @Override
    public Optional<byte[]> read(String path, int limit) {
        try {
            return Files.isRegularFile(Path.of(path))
                    ? Optional.of(Arrays.copyOf(Files.readAllBytes(Path.of(path)), limit))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<Entry> list(String path) {
        if (!Files.isDirectory(Path.of(path))) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(Path.of(path))) {
            return all.sorted()
                    .map(each -> new Entry(
                            each.getFileName().toString(), Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS), 0))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(String path, InputStream content, int mode, int uid, int gid) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copyIn(Path source, String target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void copyOut(String source, Path target) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String path) {
        throw new UnsupportedOperationException();
    }
}
