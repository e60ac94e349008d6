package dev.cloudlet.build.buildspec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cloudlet.build.buildspec.Buildspec.OnFailure;
import dev.cloudlet.build.buildspec.Buildspec.Phase;
import dev.cloudlet.build.buildspec.Buildspec.PhaseName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BuildspecParserTest {

    @Test
    void readsPhasesInTheOrderOfAwsWhateverTheOrderOfTheFile() {
        Buildspec spec = BuildspecParser.parse("""
                version: 0.2
                env:
                  shell: bash
                  variables:
                    RELEASE: v1
                    COUNT: 3
                phases:
                  build:
                    on-failure: CONTINUE
                    commands:
                      - make
                      - |
                        echo one
                        echo two
                    finally:
                      - echo over
                  install:
                    run-as: nobody
                    commands: echo single
                artifacts:
                  files:
                    - '**/*'
                  base-directory: build
                  discard-paths: yes
                """);

        assertThat(spec.shell()).isEqualTo("/bin/bash");
        assertThat(spec.variables()).containsEntry("RELEASE", "v1").containsEntry("COUNT", "3");
        assertThat(spec.phases()).extracting(Phase::name).containsExactly(PhaseName.INSTALL, PhaseName.BUILD);
        Phase build = spec.phases().get(1);
        assertThat(build.onFailure()).isEqualTo(OnFailure.CONTINUE);
        assertThat(build.commands()).containsExactly("make", "echo one\necho two\n");
        assertThat(build.finallyCommands()).containsExactly("echo over");
        assertThat(spec.phases().getFirst().runAs()).isEqualTo("nobody");
        assertThat(spec.artifacts().discardPaths()).isTrue();
        assertThat(spec.artifacts().baseDirectory()).isEqualTo("build");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "- a\n- list",
                "version: 0.1\nphases: {build: {commands: [a]}}",
                "phases: {build: {commands: [a]}}",
                "version: 0.2",
                "version: 0.2\nphases: {compile: {commands: [a]}}",
                "version: 0.2\nphases: {build: {commands: [{a: b}]}}",
                "version: 0.2\nphases: {build: {commands: [a], on-failure: IGNORE}}",
                "version: 0.2\nphases: {build: {finally: [a]}}",
                "version: 0.2\nphases: {build: {commands: [a]}}\nartifacts: {files: [a], unknown: b}",
                "version: 0.2\nenv: {variables: {'a b': c}}\nphases: {build: {commands: [a]}}",
                "version: 0.2\nenv: {parameter-store: {A: b}}\nphases: {build: {commands: [a]}}",
                "version: 0.2\nversion: 0.2\nphases: {build: {commands: [a]}}",
                "version: 0.2\nphases: {build: {commands: [\"a\"",
                "version: 0.2\nphases: {build: {commands: [a]}}\nbatch: {}\nreports: {a: {}}",
            })
    void refusesWhatCodeBuildRefuses(String yaml) {
        assertThatThrownBy(() -> BuildspecParser.parse(yaml))
                .isInstanceOf(BuildspecException.class)
                .hasMessageStartingWith("YAML_FILE_ERROR Message: ");
    }

    @Test
    void refusesABombOfAliases() {
        StringBuilder yaml = new StringBuilder("version: 0.2\na0: &a0 [x]\n");
        for (int i = 1; i < 40; i++) {
            yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThatThrownBy(() -> BuildspecParser.parse(yaml.toString())).isInstanceOf(BuildspecException.class);
    }

    @Property(tries = 300)
    void neverFailsInAnyOtherWay(@ForAll String text) {
        try {
            BuildspecParser.parse("version: 0.2\nphases:\n  build:\n    commands:\n      - " + text);
        } catch (BuildspecException expected) {
            assertThat(expected).hasMessageStartingWith("YAML_FILE_ERROR");
        }
    }
}
