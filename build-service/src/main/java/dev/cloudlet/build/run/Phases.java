package dev.cloudlet.build.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.PhaseContext;

/** The phases that users see of a build: the last one is the current one. */
final class Phases {
    private Phases() {}

    /** Ends the current phase and begins the next. A phase that began already is left as it is. */
    static Build.Builder begin(Build.Builder build, String phase, Instant now) {
        List<BuildPhase> phases = new ArrayList<>(build.build().phases());
        if (phases.stream().anyMatch(p -> phase.equals(p.phaseTypeAsString()))) {
            return build;
        }
        close(phases, "SUCCEEDED", null, now);
        phases.add(BuildPhase.builder().phaseType(phase).startTime(now).build());
        return build.phases(phases).currentPhase(phase);
    }

    /** Ends the current phase with a status, and the words for a failure. */
    static Build.Builder end(Build.Builder build, String status, @Nullable String failure, Instant now) {
        List<BuildPhase> phases = new ArrayList<>(build.build().phases());
        close(phases, status, failure, now);
        return build.phases(phases);
    }

    /** The last word: COMPLETED has a start and nothing else. */
    static Build.Builder complete(Build.Builder build, String status, Instant now) {
        List<BuildPhase> phases = new ArrayList<>(build.build().phases());
        close(phases, "SUCCEEDED", null, now);
        phases.add(BuildPhase.builder().phaseType("COMPLETED").startTime(now).build());
        return build.phases(phases)
                .currentPhase("COMPLETED")
                .buildStatus(status)
                .buildComplete(true)
                .endTime(now);
    }

    /** Whether a phase that counts has failed. */
    static boolean failed(Build build) {
        return build.phases().stream().anyMatch(p -> "FAILED".equals(p.phaseStatusAsString()));
    }

    private static void close(List<BuildPhase> phases, String status, @Nullable String failure, Instant now) {
        BuildPhase last = phases.getLast();
        if (last.endTime() != null) {
            return;
        }
        String[] words = failure == null ? new String[] {"", ""} : failure.split(" Message: ", 2);
        PhaseContext context = PhaseContext.builder()
                .statusCode(words[0])
                .message(words.length > 1 ? words[1] : "")
                .build();
        phases.set(
                phases.size() - 1,
                last.toBuilder()
                        .phaseStatus(status)
                        .endTime(now)
                        .durationInSeconds(Math.max(
                                0, Duration.between(last.startTime(), now).toSeconds()))
                        .contexts(context)
                        .build());
    }
}
