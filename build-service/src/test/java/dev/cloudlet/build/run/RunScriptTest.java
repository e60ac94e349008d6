package dev.cloudlet.build.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cloudlet.build.buildspec.BuildspecParser;
import dev.cloudlet.build.run.ControlFiles.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that carries a build through its phases, run by a real shell on this host: no machine is needed to try it. */
final class RunScriptTest {
    @TempDir
    Path directory;

    @Test
    void whatACommandSetsIsThereForTheNext() throws Exception {
        String log = run("""
                version: 0.2
                phases:
                  install:
                    commands:
                      - GREETING=hello
                      - mkdir deep && cd deep
                  build:
                    commands:
                      - echo "$GREETING from $(basename "$PWD")"
                """);

        assertThat(log).contains("hello from deep");
        assertThat(ended()).containsExactly("INSTALL 0", "BUILD 0");
    }

    @Test
    void theFirstCommandThatFailsEndsThePhaseAndFinallyRunsAllTheSame() throws Exception {
        String log = run("""
                version: 0.2
                phases:
                  pre_build:
                    commands:
                      - sh -c 'exit 3'
                      - echo never
                    finally:
                      - echo always
                  build:
                    commands:
                      - echo unreached
                """);

        assertThat(log).contains("always").doesNotContain("\nnever").doesNotContain("\nunreached");
        assertThat(ended()).containsExactly("PRE_BUILD 3");
    }

    @Test
    void afterAFailedBuildPostBuildRunsAndKnows() throws Exception {
        String log = run("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - 'false'
                  post_build:
                    commands:
                      - echo "succeeding=$CODEBUILD_BUILD_SUCCEEDING"
                """);

        assertThat(log).contains("succeeding=0");
        assertThat(ended()).containsExactly("BUILD 1", "POST_BUILD 0");
    }

    @Test
    void onFailureDecides() throws Exception {
        run("""
                version: 0.2
                phases:
                  install:
                    on-failure: CONTINUE
                    commands:
                      - 'false'
                  build:
                    on-failure: ABORT
                    commands:
                      - 'false'
                  post_build:
                    commands:
                      - echo unreached
                """);

        assertThat(ended()).containsExactly("INSTALL 1", "BUILD 1");
    }

    @Test
    void whatContinuesAfterAFailureKnowsOfIt() throws Exception {
        String log = run("""
                version: 0.2
                phases:
                  pre_build:
                    on-failure: CONTINUE
                    commands:
                      - 'false'
                      - echo unreached
                  build:
                    commands:
                      - echo "succeeding=$CODEBUILD_BUILD_SUCCEEDING"
                """);

        assertThat(log).contains("succeeding=0").doesNotContain("unreached\n");
        assertThat(ended()).containsExactly("PRE_BUILD 1", "BUILD 0");
    }

    @Test
    void aCommandThatEndsTheShellEndsOnlyItself() throws Exception {
        String log = run("""
                version: 0.2
                phases:
                  build:
                    commands:
                      - export KEPT=kept
                      - exit 0
                      - echo "still here, $KEPT"
                      - exit 7
                  post_build:
                    commands:
                      - echo after
                """);

        assertThat(log).contains("still here, kept").contains("after");
        assertThat(ended()).containsExactly("BUILD 7", "POST_BUILD 0");
    }

    @Test
    void bashIsUsedWhereItIsAskedFor() throws Exception {
        String log = run("""
                version: 0.2
                env: {shell: bash}
                phases:
                  build:
                    commands:
                      - list=(a b c)
                      - echo "${list[2]}${#list[@]}"
                """);

        assertThat(log).contains("c3");
    }

    private String run(String buildspec) throws IOException, InterruptedException {
        var spec = BuildspecParser.parse(buildspec);
        Path source = Files.createDirectories(directory.resolve("src"));
        Path control = Files.createDirectories(directory.resolve("control"));
        Script.writeDriver(control);
        Script.write(control, spec);
        Files.writeString(
                control.resolve("run.sh"),
                Files.readString(control.resolve("run.sh")).replace("/codebuild/control", control.toString()));
        Files.writeString(
                control.resolve("env"),
                BuildEnvironment.script(Map.of(
                        "CB_SHELL", spec.shell(),
                        "CODEBUILD_SRC_DIR", source.toString(),
                        "CODEBUILD_BUILD_SUCCEEDING", "1")));
        Files.writeString(control.resolve("go"), "");
        Process process =
                new ProcessBuilder("/bin/sh", control.resolve("run.sh").toString()).start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).as("the script ended").isTrue();
        assertThat(marks()).last().isInstanceOf(Mark.Done.class);
        return Files.readString(control.resolve("log"));
    }

    private List<Mark> marks() throws IOException {
        return new ControlFiles(directory.resolve("control")).marks();
    }

    private List<String> ended() throws IOException {
        return marks().stream()
                .filter(Mark.Ended.class::isInstance)
                .map(Mark.Ended.class::cast)
                .map(m -> m.phase() + " " + m.code())
                .toList();
    }
}
