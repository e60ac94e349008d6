package dev.cloudlet.compute.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words of the refusals are those of the genuine agent. */
final class AppspecReaderTest {
    private static final String HEAD = "version: 0.0\nos: linux\n";

    private static Appspec read(String text) {
        return AppspecReader.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String refusal(String text) {
        Throwable thrown = catchThrowable(() -> read(text));
        assertThat(thrown).as("%s", text).isInstanceOf(HostFailure.class);
        return ((HostFailure) thrown).message();
    }

    @Test
    void readsAWholeFile() {
        Appspec read = read("""
            version: 0.0
            os: linux
            files:
              - source: /
                destination: /var/www
            file_exists_behavior: OVERWRITE
            permissions:
              - object: /var/www
                pattern: "*.sh"
                except: ["secret.sh"]
                owner: app
                group: web
                mode: 755
                type: [file]
            hooks:
              AfterInstall:
                - location: scripts/install.sh
                  timeout: 300
                  runas: app
                - location: scripts/more.sh
            """);
        assertThat(read.files()).containsExactly(new Appspec.FileMapping("/", "/var/www"));
        assertThat(read.fileExistsBehavior()).contains("OVERWRITE");
        assertThat(read.permissions())
                .containsExactly(new Appspec.Permission(
                        "/var/www",
                        "*.sh",
                        List.of("secret.sh"),
                        List.of("file"),
                        Optional.of("app"),
                        Optional.of("web"),
                        Optional.of("755"),
                        List.of()));
        assertThat(read.hooks().get("AfterInstall"))
                .containsExactly(
                        new Appspec.Script("scripts/install.sh", 300, "app"),
                        new Appspec.Script("scripts/more.sh", 3600, "root"));
    }

    @Test
    void needsNothingButVersionAndOs() {
        Appspec read = read(HEAD + "hooks:\nfiles:\npermissions:\n");
        assertThat(read.files()).isEmpty();
        assertThat(read.permissions()).isEmpty();
        assertThat(read.hooks()).isEmpty();
        assertThat(read.fileExistsBehavior()).isEmpty();
    }

    @Test
    void passesOverWhatItDoesNotKnow() {
        Appspec read =
                read(HEAD + "colour: green\nhooks:\n  SomeOtherEvent:\n    - location: a\n      speed: 9\n  Empty:\n");
        assertThat(read.hooks()).containsOnlyKeys("SomeOtherEvent", "Empty");
        assertThat(read.hooks().get("Empty")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing but this", "---\n", "~", "null"})
    void saysThatAFileIsEmpty(String text) {
        assertThat(refusal(text))
                .isEqualTo("The deployment failed because the application specification file was empty. Make sure your"
                        + " AppSpec file defines at minimum the 'version' and 'os' properties.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"version: 1.0|1.0", "version: '0.0'|0.0", "version: one|one", "version:|''", "os: linux|''"})
    void takesTheVersionZeroOnly(String line, String shown) {
        assertThat(refusal(line + "\n"))
                .isEqualTo(
                        "The deployment failed because an invalid version value (%s) was entered in the application"
                                + " specification file. Make sure your AppSpec file specifies \"0.0\" as the version, and"
                                + " then try again.",
                        shown);
    }

    @Test
    void takesLinuxOnly() {
        assertThat(refusal("version: 0.0\nos: windows\n"))
                .isEqualTo("The deployment failed because the application specification file specifies an unsupported"
                        + " operating system (windows). Specify either \"linux\" or \"windows\" in the os section"
                        + " of the AppSpec file, and then try again.");
    }

    @Test
    void takesThreeBehaviorsOnly() {
        assertThat(refusal(HEAD + "file_exists_behavior: overwrite\n"))
                .isEqualTo("The deployment failed because an invalid file_exists_behavior value (overwrite) was entered"
                        + " in the application specification file. Make sure your AppSpec file specifies one of"
                        + " DISALLOW,OVERWRITE,RETAIN as the file_exists_behavior, and then try again.");
    }

    @Test
    void wantsSourceAndDestinationOfAFile() {
        assertThat(refusal(HEAD + "files:\n  - destination: /opt\n"))
                .isEqualTo("The deployment failed because the application specification file specifies a destination"
                        + " file, but no source file. Update the files section of the AppSpec file, and then try"
                        + " again.");
        assertThat(refusal(HEAD + "files:\n  - source: app\n"))
                .isEqualTo(
                        "The deployment failed because the application specification file specifies only a source file"
                                + " (app). Add the name of the destination file to the files section of the AppSpec file,"
                                + " and then try again.");
        assertThat(refusal(HEAD + "files:\n  - source: app\n    destination: opt\n"))
                .contains("'opt' in files is not absolute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- timeout: 9", "- location:", "- location: ''", "- location: '  '"})
    void wantsTheLocationOfAScript(String script) {
        assertThat(refusal(HEAD + "hooks:\n  AfterInstall:\n    " + script + "\n"))
                .isEqualTo("The deployment failed because the application specification file specifies a script with no"
                        + " location value. Specify the location in the hooks section of the AppSpec file, and"
                        + " then try again.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "soon", "3601", "99999999999999999999", "''"})
    void wantsATimeoutOfUpToAnHour(String timeout) {
        assertThat(refusal(HEAD + "hooks:\n  AfterInstall:\n    - {location: a, timeout: " + timeout + "}\n"))
                .isEqualTo("The deployment failed because an invalid timeout value was provided for a script in the"
                        + " application specification file. Make corrections in the hooks section of the AppSpec"
                        + " file, and then try again.");
    }

    @Test
    void anEventMayTakeAnHourTogether() {
        String two =
                HEAD + "hooks:\n  AfterInstall:\n    - {location: a, timeout: %d}\n    - {location: b, timeout: %d}\n";
        assertThat(read(two.formatted(1800, 1800)).hooks().get("AfterInstall")).hasSize(2);
        assertThat(refusal(two.formatted(1800, 1801))).contains("add up to more than 3600 seconds");
        // Only those that are said count.
        assertThat(read(HEAD + "hooks:\n  AfterInstall:\n    - {location: a}\n    - {location: b, timeout: 3600}\n")
                        .hooks()
                        .get("AfterInstall"))
                .extracting(Appspec.Script::timeoutSeconds)
                .containsExactly(3600, 3600);
    }

    @ParameterizedTest
    @CsvSource({"644,644", "0644,0644", "4755,4755", "7,007", "'0',000"})
    void takesAModeAsItsDigitsAreWritten(String written, String mode) {
        // YAML itself drops leading zeros of numbers, which changes nothing.
        assertThat(read(HEAD + "permissions:\n  - {object: /a, mode: '" + written + "'}\n")
                        .permissions()
                        .getFirst()
                        .mode())
                .contains(mode);
    }

    @Test
    void refusesModesThatAreNone() {
        assertThat(refusal(HEAD + "permissions:\n  - {object: /a, mode: 10755}\n"))
                .isEqualTo("The deployment failed because the length of a permissions mode (10755) in the application"
                        + " specification file is invalid. Permissions modes must be between one and four"
                        + " characters long. Update the permissions section of the AppSpec file, and then try"
                        + " again.");
        assertThat(refusal(HEAD + "permissions:\n  - {object: /a, mode: 8}\n"))
                .isEqualTo("The deployment failed because the permissions mode (008) in the application specification"
                        + " file contains an invalid character (8). Update the permissions section of the AppSpec"
                        + " file, and then try again.");
        assertThat(refusal(HEAD + "permissions:\n  - {object: /a, mode: u+x}\n"))
                .contains("contains an invalid character (u)");
    }

    @Test
    void wantsTheObjectAndKnownTypesOfAPermission() {
        assertThat(refusal(HEAD + "permissions:\n  - owner: root\n"))
                .isEqualTo("The deployment failed because a permission listed in the application specification file has"
                        + " no object value. Update the permissions section of the AppSpec file, and then try"
                        + " again.");
        assertThat(refusal(HEAD + "permissions:\n  - {object: /a, type: [file, socket]}\n"))
                .contains("an object type not supported for permissions (socket)");
    }

    @Test
    void doesNotPretendThereIsSelinux() {
        assertThat(refusal(HEAD + "permissions:\n  - {object: /a, context: {type: httpd_t}}\n"))
                .contains("no SELinux");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- version",
                "just text",
                "version: 0.0\nos: linux\nfiles: {source: a}",
                "version: 0.0\nos: linux\nfiles: [a]",
                "version: 0.0\nos: linux\nhooks: [a]",
                "version: 0.0\nos: linux\nhooks: {AfterInstall: run.sh}",
                "version: 0.0\nos: linux\nhooks: {AfterInstall: [run.sh]}",
                "version: 0.0\nos: linux\nhooks: {AfterInstall: [{location: [a]}]}",
                "version: 0.0\nos: [linux]",
                "version: {a: b}",
                "version: 0.0\nos: linux\npermissions: [{object: /a, owner: [root]}]",
                "version: 0.0\nos: linux\npermissions: [{object: /a, type: {file: true}}]",
                "version: 0.0\nos: linux\nfiles: [{source: \"a\\nb\", destination: /a}]",
                "version: 0.0\nos: linux\nfiles: [{source: \"a\\0b\", destination: /a}]",
            })
    void refusesOtherShapes(String text) {
        assertThat(refusal(text)).startsWith("The AppSpec file is not valid: ");
    }

    @Test
    void tellsWhereTheYamlIsWrong() {
        assertThat(refusal(HEAD + "hooks:\n\tAfterInstall:\n"))
                .startsWith("The AppSpec file is not valid: ")
                .endsWith(" at line 4 column 1");
        assertThat(refusal(HEAD + "files: [\n")).contains(" at line ");
    }

    @Test
    void refusesAliasesThatMultiply() {
        StringBuilder laughs = new StringBuilder(HEAD + "a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char c = 'b'; c <= 'k'; c++) {
            char before = (char) (c - 1);
            laughs.append(c)
                    .append(": &")
                    .append(c)
                    .append(" [")
                    .append(("*" + before + ", ").repeat(8))
                    .append("x]\n");
        }
        assertThat(refusal(laughs.toString())).startsWith("The AppSpec file is not valid: ");
    }

    @Test
    void refusesWhatHoldsItself() {
        assertThat(refusal("version: &v {a: [*v]}\nos: linux\n")).startsWith("The AppSpec file is not valid: ");
        assertThat(refusal(HEAD + "files: &f [{source: *f, destination: /a}]\n"))
                .startsWith("The AppSpec file is not valid: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void refusesWhatIsNestedTooDeeply(String opening) {
        assertThat(refusal(opening.repeat(20_000))).startsWith("The AppSpec file is not valid: ");
    }

    @Test
    void refusesKindsThatAreNotData() {
        assertThatThrownBy(() -> read(HEAD + "files: !!java.io.File [/etc/passwd]\n"))
                .isInstanceOf(HostFailure.class);
    }

    @Property
    void refusesOrReadsWhateverThereIs(
            @ForAll @CharRange(from = ' ', to = '~') @CharRange(from = '\t', to = '\n') @StringLength(max = 60)
                    String text) {
        Throwable thrown = catchThrowable(() -> read(HEAD + text));
        assertThat(thrown)
                .satisfiesAnyOf(t -> assertThat(t).isNull(), t -> assertThat(t).isInstanceOf(HostFailure.class));
    }
}
