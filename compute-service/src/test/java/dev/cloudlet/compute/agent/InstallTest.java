package dev.cloudlet.compute.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs revisions with the script that does it on instances. */
final class InstallTest {
    @TempDir
    Path directory;

    private Path archive;
    private Path web;

    @BeforeEach
    void directories() throws IOException {
        archive = Files.createDirectory(directory.resolve("archive"));
        web = directory.resolve("srv/web");
    }

    private void bundled(String name, String content) throws IOException {
        Path file = archive.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private static Appspec appspec(List<Appspec.FileMapping> files, Appspec.Permission... permissions) {
        return new Appspec(files, Optional.empty(), List.of(permissions), Map.of());
    }

    private Appspec everythingToWeb(Appspec.Permission... permissions) {
        return appspec(List.of(new Appspec.FileMapping("/", web.toString())), permissions);
    }

    private static Appspec.Permission mode(String object, String mode, String pattern, String type, String... except) {
        return new Appspec.Permission(
                object,
                pattern,
                List.of(except),
                List.of(type),
                Optional.empty(),
                Optional.empty(),
                Optional.of(mode),
                List.of());
    }

    /** What the script says went wrong; empty when nothing did. */
    private String install(Appspec appspec, String behavior) throws IOException, InterruptedException {
        InstallPlan plan = InstallPlan.of(appspec, new HostFiles(), archive.toString());
        Path script = Files.writeString(
                directory.resolve("install.sh"),
                InstallScript.of(
                        plan, appspec, directory.resolve("state/cleanup").toString(), behavior));
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder("/bin/sh", script.toString())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(errors).strip();
        assertThat(process.exitValue() == 0).as(said).isEqualTo(said.isEmpty());
        return said;
    }

    private static int mode(Path file) throws IOException {
        return (int) Files.getAttribute(file, "unix:mode") & 07777;
    }

    @Test
    void putsAnArchiveWhereItBelongs() throws Exception {
        bundled("index.html", "hello");
        bundled("it's a \"name\"/with $HOME", "odd");
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        assertThat(web.resolve("index.html")).hasContent("hello");
        assertThat(web.resolve("it's a \"name\"/with $HOME")).hasContent("odd");
    }

    @Test
    void putsOneFileIntoADirectory() throws Exception {
        bundled("conf/app.conf", "x=1");
        Path etc = directory.resolve("etc/app");
        Appspec one = appspec(List.of(new Appspec.FileMapping("conf/app.conf", etc.toString())));
        assertThat(install(one, "DISALLOW")).isEmpty();
        assertThat(etc.resolve("app.conf")).hasContent("x=1");
    }

    @Test
    void theNextRevisionReplacesTheFilesOfTheLast() throws Exception {
        bundled("old", "1");
        bundled("both", "1");
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        Files.writeString(web.resolve("of-the-application"), "kept");
        Files.delete(archive.resolve("old"));
        bundled("both", "2");
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        assertThat(web.resolve("old")).doesNotExist();
        assertThat(web.resolve("both")).hasContent("2");
        assertThat(web.resolve("of-the-application")).hasContent("kept");
    }

    @Test
    void installingTwiceIsAsOnce() throws Exception {
        bundled("a/b/c", "x");
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        assertThat(web.resolve("a/b/c")).hasContent("x");
    }

    @Test
    void threeWaysWithAFileThatIsThereAlready() throws Exception {
        bundled("app.conf", "new");
        Files.createDirectories(web);
        Path there = Files.writeString(web.resolve("app.conf"), "old");
        assertThat(install(everythingToWeb(), "DISALLOW"))
                .isEqualTo("The deployment failed because a specified file already exists at this location: " + there);
        assertThat(there).hasContent("old");
        assertThat(install(everythingToWeb(), "RETAIN")).isEmpty();
        assertThat(there).hasContent("old");
        assertThat(install(everythingToWeb(), "OVERWRITE")).isEmpty();
        assertThat(there).hasContent("new");
    }

    @Test
    void copiesLinksAsLinks() throws Exception {
        bundled("releases/7/app", "7");
        Files.createSymbolicLink(archive.resolve("current"), Path.of("releases/7"));
        Files.createSymbolicLink(archive.resolve("nowhere"), Path.of("/not/there"));
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        assertThat(Files.readSymbolicLink(web.resolve("current"))).hasToString("releases/7");
        assertThat(web.resolve("current/app")).hasContent("7");
        assertThat(Files.isSymbolicLink(web.resolve("nowhere"))).isTrue();
        // And takes them away again, not what they lead to.
        Files.delete(archive.resolve("nowhere"));
        assertThat(install(everythingToWeb(), "DISALLOW")).isEmpty();
        assertThat(Files.exists(web.resolve("nowhere"), LinkOption.NOFOLLOW_LINKS))
                .isFalse();
    }

    @Test
    void setsModesByPatternAndType() throws Exception {
        bundled("start.sh", "");
        bundled("stop.sh", "");
        bundled("readme", "");
        bundled("more/deep.sh", "");
        assertThat(install(
                        everythingToWeb(
                                mode(web.toString(), "711", "**", "directory"),
                                mode(web.toString(), "750", "*.sh", "file", "stop*")),
                        "DISALLOW"))
                .isEmpty();
        assertThat(mode(web.resolve("start.sh"))).isEqualTo(0750);
        assertThat(mode(web.resolve("stop.sh"))).as("but this").isNotEqualTo(0750);
        assertThat(mode(web.resolve("readme"))).isNotEqualTo(0750);
        assertThat(mode(web.resolve("more/deep.sh"))).as("not right there").isNotEqualTo(0750);
        assertThat(mode(web.resolve("more"))).isEqualTo(0711);
        assertThat(mode(web)).as("the object itself").isEqualTo(0755);
    }

    @Test
    void setsTheModeOfOneFile() throws Exception {
        bundled("start", "");
        Path start = web.resolve("start");
        assertThat(install(everythingToWeb(mode(start.toString(), "4750", "**", "file")), "DISALLOW"))
                .isEmpty();
        assertThat(mode(start)).isEqualTo(04750);
        assertThatThrownBy(() -> install(everythingToWeb(mode(start.toString(), "750", "*.sh", "file")), "DISALLOW"))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("with an invalid pattern (*.sh)");
    }

    @Test
    void leavesWhatWasThereBeforeAsItIs() throws Exception {
        bundled("mine/a", "");
        Files.createDirectories(web.resolve("mine"));
        Files.setAttribute(web.resolve("mine"), "unix:mode", 0700);
        assertThat(install(everythingToWeb(mode(web.toString(), "755", "**", "directory")), "DISALLOW"))
                .isEmpty();
        assertThat(mode(web.resolve("mine"))).isEqualTo(0700);
    }

    @Test
    void aModeThatCannotBeSetFailsTheInstallation() throws Exception {
        bundled("a", "");
        Appspec.Permission nobodys = new Appspec.Permission(
                web.toString(),
                "**",
                List.of(),
                List.of("file"),
                Optional.of("nobody-of-this-name"),
                Optional.empty(),
                Optional.empty(),
                List.of());
        assertThat(install(everythingToWeb(nobodys), "DISALLOW")).contains("nobody-of-this-name");
    }

    @Test
    void refusesTwoPermissionsForOneObject() throws Exception {
        bundled("a", "");
        assertThatThrownBy(() -> install(
                        everythingToWeb(
                                mode(web.toString(), "755", "**", "file"),
                                mode(web.resolve("a").toString(), "700", "**", "file")),
                        "DISALLOW"))
                .hasMessage("The deployment failed because the permissions setting for (" + web.resolve("a")
                        + ") is specified more than once in the application specification file. Update the"
                        + " files section of the AppSpec file, and then try again.");
    }

    @Test
    void refusesTwoFilesForOnePlace() throws Exception {
        bundled("one/a", "");
        bundled("two/a", "");
        Appspec both = appspec(List.of(
                new Appspec.FileMapping("one", web.toString()), new Appspec.FileMapping("two", web.toString())));
        assertThatThrownBy(() -> install(both, "DISALLOW"))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("specifies two source files named " + archive.resolve("two/a") + " and "
                        + archive.resolve("one/a") + " for the same destination (" + web.resolve("a") + ")");
    }

    @Test
    void refusesAFileWhereADirectoryIsToBe() throws Exception {
        bundled("one/a", "");
        bundled("two/a/b", "");
        List<Appspec.FileMapping> files =
                List.of(new Appspec.FileMapping("one", web.toString()), new Appspec.FileMapping("two", web.toString()));
        assertThatThrownBy(() -> install(appspec(files), "DISALLOW")).hasMessageContaining("mkdir command");
        assertThatThrownBy(() -> install(appspec(files.reversed()), "DISALLOW"))
                .hasMessageContaining("calls for installing the file");
    }

    @Test
    void refusesSourcesThatAreNotInTheArchive() {
        for (String source : List.of("missing", "../outside", "a/../../outside", "/../outside")) {
            assertThatThrownBy(() ->
                            install(appspec(List.of(new Appspec.FileMapping(source, web.toString()))), "DISALLOW"))
                    .as(source)
                    .isInstanceOf(HostFailure.class);
        }
    }

    @Test
    void refusesNamesThatTheCleanupFileCannotHold() throws Exception {
        bundled("two\nlines", "");
        assertThatThrownBy(() -> install(everythingToWeb(), "DISALLOW"))
                .isInstanceOf(HostFailure.class)
                .hasMessageContaining("line feed");
    }
}
