package dev.cloudlet.build.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SourceArchiveTest {
    private static final int LINK = 0120777;

    @TempDir
    Path directory;

    private Path into = Path.of("");

    @BeforeEach
    void empty() throws IOException {
        into = Files.createDirectories(directory.resolve("into"));
    }

    /** Entries in the order given: name, mode in octal, content. */
    private void unpack(Object... entries) throws IOException {
        Path archive = directory.resolve("source.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(archive)) {
            for (int at = 0; at < entries.length; at += 3) {
                ZipArchiveEntry entry = new ZipArchiveEntry((String) entries[at]);
                entry.setUnixMode((Integer) entries[at + 1]);
                zip.putArchiveEntry(entry);
                zip.write(((String) entries[at + 2]).getBytes(StandardCharsets.UTF_8));
                zip.closeArchiveEntry();
            }
        }
        SourceArchive.unpack(archive, into);
    }

    @Test
    void modesAndLinksAreKept() throws IOException {
        unpack("bin/run", 0100755, "#!/bin/sh", "latest", LINK, "bin/run", "tool", LINK, "/usr/bin/env");

        assertThat(into.resolve("bin/run")).isExecutable();
        assertThat(Files.readSymbolicLink(into.resolve("latest"))).isEqualTo(Path.of("bin/run"));
        assertThat(into.resolve("latest")).hasContent("#!/bin/sh");
        // Where it leads is decided inside the machine.
        assertThat(Files.readSymbolicLink(into.resolve("tool"))).isEqualTo(Path.of("/usr/bin/env"));
    }

    @Test
    void nothingIsWrittenThroughALink() throws IOException {
        Path outside = Files.createDirectories(directory.resolve("outside"));

        assertThatThrownBy(() -> unpack("out", LINK, outside.toString(), "out/file", 0100644, "escaped"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("two entries for out");
        assertThatThrownBy(() -> unpack("file", 0100644, "here", "file", LINK, outside + "/file"))
                .isInstanceOf(BuildFailure.class);
        assertThat(outside).isEmptyDirectory();
        assertThat(into.resolve("out")).isDirectory();
        assertThat(Files.isSymbolicLink(into.resolve("out"))).isFalse();
        assertThat(Files.isRegularFile(into.resolve("file"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
    }

    @Test
    void whatLeadsOutIsRefused() {
        assertThatThrownBy(() -> unpack("../evil", 0100644, "x"))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("illegal entry: ../evil");
        assertThatThrownBy(() -> unpack("/etc/evil", 0100644, "x")).isInstanceOf(BuildFailure.class);
        assertThatThrownBy(() -> unpack("link", LINK, "a".repeat(5000)))
                .isInstanceOf(BuildFailure.class)
                .hasMessageContaining("illegal link");
        assertThat(directory.resolve("evil")).doesNotExist();
    }

    @Test
    void aFileIsNoDirectory() {
        assertThatThrownBy(() -> unpack("a", 0100644, "x", "a/b", 0100644, "y")).isInstanceOf(BuildFailure.class);
    }
}
