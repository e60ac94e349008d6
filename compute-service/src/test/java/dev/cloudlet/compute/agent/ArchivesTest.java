package dev.cloudlet.compute.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArchivesTest {
    @TempDir
    Path directory;

    private Path target;

    @BeforeEach
    void target() throws IOException {
        target = Files.createDirectory(directory.resolve("target"));
    }

    private Path unpack(Path archive) {
        String name = archive.getFileName().toString();
        return new Archives(target, 10_000, 20).unpack(archive, name.substring(name.lastIndexOf('.') + 1));
    }

    private String mode(String file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(target.resolve(file)));
    }

    /** Everything below the temporary directory but the archive itself. */
    private List<String> everything() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.map(each -> directory.relativize(each).toString())
                    .filter(each -> !each.isEmpty() && !each.startsWith("bundle."))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void unpacksTheFilesOfAZipWithTheirModes() throws IOException {
        unpack(BundleFiles.zip(directory, zip -> {
            BundleFiles.file(zip, "appspec.yml", "version: 0.0", 0);
            BundleFiles.file(zip, "bin/start", "#!/bin/sh", 0100750);
        }));
        assertThat(target.resolve("appspec.yml")).hasContent("version: 0.0");
        assertThat(mode("appspec.yml")).as("made where there are no modes").isEqualTo("rw-r--r--");
        assertThat(mode("bin/start")).isEqualTo("rwxr-x---");
    }

    @Test
    void unpacksTarWithAndWithoutCompression() throws IOException {
        BundleFiles.Entries<TarArchiveOutputStream> entries = tar -> {
            BundleFiles.entry(tar, "./", TarConstants.LF_DIR, "");
            BundleFiles.file(tar, "./bin/start", "run", 0755);
        };
        unpack(BundleFiles.tar(directory, entries));
        assertThat(target.resolve("bin/start")).hasContent("run");
        Files.delete(target.resolve("bin/start"));
        unpack(BundleFiles.tgz(directory, entries));
        assertThat(target.resolve("bin/start")).hasContent("run");
        assertThat(mode("bin/start")).isEqualTo("rwxr-xr-x");
    }

    @Test
    void keepsNoSetUserIdAndTheAgentCanReadEverything() throws IOException {
        unpack(BundleFiles.tar(directory, tar -> {
            BundleFiles.file(tar, "sudo", "", 04755);
            BundleFiles.file(tar, "secret", "", 0222);
        }));
        assertThat((int) Files.getAttribute(target.resolve("sudo"), "unix:mode") & 07777)
                .isEqualTo(0755);
        assertThat(mode("secret")).isEqualTo("rw--w--w-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../outside",
                "/outside",
                "a/../../outside",
                "a/../outside",
                "..",
                "a/..",
                "..\\outside",
                ".",
                "./."
            })
    void refusesAFileWhoseNameLeadsOut(String name) throws IOException {
        List<String> before = everything();
        assertThatThrownBy(() -> unpack(BundleFiles.tar(directory, tar -> BundleFiles.file(tar, name, "x", 0644))))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("'" + name + "'");
        // Not through Windows either, whose zips may have backslashes for slashes.
        assertThatThrownBy(() -> unpack(BundleFiles.zip(directory, zip -> BundleFiles.file(zip, name, "x", 0100644))))
                .isInstanceOf(HostFailure.class);
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void keepsLinksWhereverTheyLead() throws IOException {
        unpack(BundleFiles.tar(directory, tar -> {
            BundleFiles.entry(tar, "current", TarConstants.LF_SYMLINK, "releases/7");
            BundleFiles.entry(tar, "passwd", TarConstants.LF_SYMLINK, "/etc/passwd");
            BundleFiles.file(tar, "releases/7/app", "7", 0644);
        }));
        assertThat(Files.readSymbolicLink(target.resolve("current"))).hasToString("releases/7");
        assertThat(target.resolve("current/app")).hasContent("7");
        assertThat(Files.readSymbolicLink(target.resolve("passwd"))).hasToString("/etc/passwd");
    }

    @Test
    void writesNoFileThroughALink() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        assertThatThrownBy(() -> unpack(BundleFiles.tar(directory, tar -> {
                    BundleFiles.entry(tar, "way", TarConstants.LF_SYMLINK, outside.toString());
                    BundleFiles.file(tar, "way/file", "x", 0644);
                })))
                .isInstanceOf(HostFailure.class)
                .hasMessage("The bundle holds 'way' more than once, as a directory and as something else");
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void makesNoLinkThroughALink() throws IOException {
        Path outside = Files.createDirectory(directory.resolve("outside"));
        assertThatThrownBy(() -> unpack(BundleFiles.tar(directory, tar -> {
                    BundleFiles.entry(tar, "way", TarConstants.LF_SYMLINK, outside.toString());
                    BundleFiles.entry(tar, "way/link", TarConstants.LF_SYMLINK, "/etc/passwd");
                })))
                .isInstanceOf(HostFailure.class);
        assertThatThrownBy(() -> unpack(BundleFiles.zip(directory, zip -> {
                    BundleFiles.link(zip, "other", outside.toString());
                    BundleFiles.link(zip, "other/link", "/etc/passwd");
                })))
                .isInstanceOf(HostFailure.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void makesNoHardLinkToWhatIsOutside() throws IOException {
        Path outside = Files.writeString(directory.resolve("outside"), "secret");
        for (String name : List.of("../outside", outside.toString(), "nowhere")) {
            assertThatThrownBy(() -> unpack(BundleFiles.tar(
                            directory, tar -> BundleFiles.entry(tar, "stolen", TarConstants.LF_LINK, name))))
                    .isInstanceOf(HostFailure.class);
        }
        // Neither by way of a link, which the name then is one more of.
        unpack(BundleFiles.tar(directory, tar -> {
            BundleFiles.entry(tar, "way", TarConstants.LF_SYMLINK, outside.toString());
            BundleFiles.entry(tar, "stolen", TarConstants.LF_LINK, "way");
        }));
        assertThat(target.resolve("stolen")).isSymbolicLink();
    }

    @Test
    void keepsTheContentAndModeOfAHardLink() throws IOException {
        unpack(BundleFiles.tar(directory, tar -> {
            BundleFiles.file(tar, "one", "content", 0755);
            BundleFiles.entry(tar, "two", TarConstants.LF_LINK, "one");
        }));
        assertThat(target.resolve("two")).hasContent("content");
        assertThat(mode("two")).isEqualTo("rwxr-xr-x");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void refusesDevicesAndPipes(byte kind) throws IOException {
        assertThatThrownBy(
                        () -> unpack(BundleFiles.tar(directory, tar -> BundleFiles.entry(tar, "dev/null", kind, ""))))
                .isInstanceOf(HostFailure.class)
                .hasMessage("The bundle holds 'dev/null', which is neither a file nor a directory");
        assertThat(everything()).containsExactly("target");
    }

    @Test
    void refusesWhatUnpacksToTooMuch() {
        String zeros = "\0".repeat(6_000);
        assertThatThrownBy(() -> unpack(BundleFiles.zip(directory, zip -> {
                    BundleFiles.file(zip, "a", zeros, 0);
                    BundleFiles.file(zip, "b", zeros, 0);
                })))
                .isInstanceOf(HostFailure.class)
                .hasMessage("The bundle unpacks to more than can be deployed");
        assertThatThrownBy(() -> unpack(BundleFiles.tgz(directory, tar -> {
                    BundleFiles.file(tar, "a", zeros, 0644);
                    BundleFiles.entry(tar, "b", TarConstants.LF_LINK, "a");
                })))
                .as("every hard link is a file of its own in the machine")
                .hasMessage("The bundle unpacks to more than can be deployed");
    }

    @Test
    void refusesTooManyFiles() {
        assertThatThrownBy(() -> unpack(BundleFiles.tar(directory, tar -> {
                    for (int n = 0; n < 21; n++) {
                        BundleFiles.entry(tar, "d" + n + "/", TarConstants.LF_DIR, "");
                    }
                })))
                .hasMessage("The bundle holds more files than can be deployed");
    }

    @Test
    void refusesANameThatWouldFillTheMemory() {
        assertThatThrownBy(
                        () -> unpack(BundleFiles.tgz(directory, tar -> BundleFiles.longName(tar, "a".repeat(3 << 20)))))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("headers of one of its files are longer than 1 MiB");
    }

    @Test
    void theLastOfEntriesWithOneNameCounts() throws IOException {
        unpack(BundleFiles.tar(directory, tar -> {
            BundleFiles.file(tar, "file", "first", 0644);
            BundleFiles.file(tar, "file", "second", 0644);
            BundleFiles.entry(tar, "was-link", TarConstants.LF_SYMLINK, "/etc/passwd");
            BundleFiles.file(tar, "was-link", "now a file", 0644);
            BundleFiles.file(tar, "was-file", "once", 0644);
            BundleFiles.entry(tar, "was-file", TarConstants.LF_SYMLINK, "file");
        }));
        assertThat(target.resolve("file")).hasContent("second");
        assertThat(Files.isRegularFile(target.resolve("was-link"), LinkOption.NOFOLLOW_LINKS))
                .isTrue();
        assertThat(Files.readSymbolicLink(target.resolve("was-file"))).hasToString("file");
    }

    @Test
    void refusesAFileThatIsADirectoryToo() {
        for (List<String> names : List.of(List.of("a", "a/b"), List.of("a/b", "a"), List.of("a", "a/"))) {
            assertThatThrownBy(() -> unpack(BundleFiles.zip(directory, zip -> {
                        for (String name : names) {
                            BundleFiles.file(zip, name, "", 0);
                        }
                    })))
                    .as("%s", names)
                    .isInstanceOf(HostFailure.class)
                    .hasMessage("The bundle holds 'a' more than once, as a directory and as something else");
        }
    }

    @Test
    void takesTheOnlyDirectoryForTheRevisionIfItHasTheAppspec() {
        assertThat(unpack(BundleFiles.zip(
                        directory, zip -> BundleFiles.file(zip, "hello-main/appspec.yml", "version: 0.0", 0))))
                .isEqualTo(target.resolve("hello-main"));
    }

    @Test
    void anyOtherOnlyDirectoryIsPartOfTheRevision() {
        assertThat(unpack(BundleFiles.zip(directory, zip -> BundleFiles.file(zip, "scripts/start.sh", "", 0))))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip", "tar", "tgz"})
    void refusesWhatIsNoArchive(String type) throws IOException {
        Path file = Files.write(
                directory.resolve("bundle." + type),
                "This is not what it is said to be.".repeat(40).getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> unpack(file))
                .isInstanceOf(HostFailure.class)
                .hasMessageStartingWith("The bundle cannot be unpacked: ")
                .hasMessageNotContaining(directory.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 600, 1200, 2000})
    void refusesAnArchiveThatIsCutOff(int length) throws IOException {
        Path whole = BundleFiles.tgz(directory, tar -> {
            for (int n = 0; n < 10; n++) {
                BundleFiles.file(tar, "file" + n, randomText(n), 0644);
            }
        });
        byte[] bytes = Files.readAllBytes(whole);
        assertThat(bytes.length).isGreaterThan(length);
        Files.write(whole, Arrays.copyOf(bytes, length));
        assertThatThrownBy(() -> unpack(whole)).isInstanceOf(HostFailure.class);
    }

    private static String randomText(int seed) {
        return new Random(seed)
                .ints(600, '!', '~')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void knowsNoOtherTypes() throws IOException {
        Path file = Files.createFile(directory.resolve("bundle.7z"));
        assertThatThrownBy(() -> unpack(file)).hasMessage("Bundles of the type 7z cannot be unpacked: zip, tar or tgz");
    }
}
