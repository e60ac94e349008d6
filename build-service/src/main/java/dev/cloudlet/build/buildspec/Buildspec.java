package dev.cloudlet.build.buildspec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a build is told to do.
 *
 * @param shell the shell that runs the commands, an absolute path
 * @param variables plain environment variables; those of the project and of the build win over them
 * @param phases in the order of AWS: install, pre_build, build, post_build; only those that are there
 * @param artifacts the primary output, null when there is none
 * @param secondaryArtifacts further outputs by their identifier
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html">Build specification reference</a>
 */
public record Buildspec(
        String shell,
        Map<String, String> variables,
        List<String> exportedVariables,
        List<Phase> phases,
        @Nullable Artifacts artifacts,
        Map<String, Artifacts> secondaryArtifacts) {

    /** The phases that a buildspec may have, in their order. */
    public enum PhaseName {
        INSTALL,
        PRE_BUILD,
        BUILD,
        POST_BUILD
    }

    /** What a phase's failure means for the phases after it. */
    public enum OnFailure {
        /** The rule of the phase: a failed build still has its post_build, any other failure ends the build. */
        UNSAID,
        ABORT,
        CONTINUE
    }

    /**
     * One phase.
     *
     * @param runAs the user that runs the commands
     * @param commands run one after the other; the first that fails ends the phase
     * @param finallyCommands run after the commands, whatever became of them
     */
    public record Phase(
            PhaseName name, String runAs, OnFailure onFailure, List<String> commands, List<String> finallyCommands) {}

    /**
     * An output.
     *
     * @param files patterns relative to the base directory
     * @param name overrides the project's name for it, null if unsaid
     * @param baseDirectory relative to the source, or absolute; null for the source itself
     */
    public record Artifacts(
            List<String> files,
            List<String> excludePaths,
            @Nullable String name,
            boolean discardPaths,
            @Nullable String baseDirectory) {}
}
