package dev.cloudlet.build.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.build.buildspec.Buildspec.Artifacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputTest {
    @TempDir
    Path base;

    @Test
    void patternsChooseFiles() throws IOException {
        files("a.txt", "b.jar", "sub/c.txt", "sub/deep/d.txt");

        assertThat(chosen("**/*")).containsExactly("a.txt", "b.jar", "sub/c.txt", "sub/deep/d.txt");
        assertThat(chosen("*")).containsExactly("a.txt", "b.jar");
        assertThat(chosen("sub/**/*")).containsExactly("sub/c.txt", "sub/deep/d.txt");
        assertThat(chosen("**/*.txt")).containsExactly("a.txt", "sub/c.txt", "sub/deep/d.txt");
        assertThat(chosen("./b.jar")).containsExactly("b.jar");
    }

    @Test
    void linksOutOfTheBuildAreNotCarriedOff() throws IOException {
        files("a.txt");
        Files.createSymbolicLink(base.resolve("passwd"), Path.of("/etc/passwd"));

        assertThat(chosen("**/*")).containsExactly("a.txt");
    }

    @Test
    void fileModesAreKept() throws IOException {
        files("run");
        Files.setPosixFilePermissions(base.resolve("run"), PosixFilePermissions.fromString("rwxr-x--x"));
        Path archive = base.resolveSibling(base.getFileName() + ".zip");

        Output.of(base, artifacts("**/*")).zip(archive);

        try (ZipFile zip = ZipFile.builder().setPath(archive).get()) {
            assertThat(zip.getEntry("run").getUnixMode() & 0777).isEqualTo(0751);
        }
    }

    private List<String> chosen(String pattern) {
        return Output.of(base, artifacts(pattern)).files().stream()
                .map(Path::toString)
                .toList();
    }

    private static Artifacts artifacts(String pattern) {
        return new Artifacts(List.of(pattern), List.of(), null, false, null);
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = base.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, name);
        }
    }
}
