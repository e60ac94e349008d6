package dev.cloudlet.build.run;

import dev.cloudlet.kit.role.RoleSession;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;

/**
 * A build and what drives it.
 *
 * @param id {@code project:uuid}
 * @param logShipped how many bytes of the log are in CloudWatch Logs
 * @param artifacts where the output goes, and how packed: the build as users see it no longer tells
 * @param build what users see
 */
record BuildRow(
        String account,
        String region,
        String id,
        Stage stage,
        boolean stopRequested,
        long logShipped,
        ProjectArtifacts artifacts,
        Build build) {

    String key() {
        return account + "/" + region + "/" + id;
    }

    String uuid() {
        return id.substring(id.indexOf(':') + 1);
    }

    /** The machine's name. */
    String machine() {
        return "build-" + uuid();
    }

    /** CodeBuild as the build's role. */
    RoleSession session() {
        return new RoleSession(build.serviceRole(), "codebuild.amazonaws.com", "AWSCodeBuild-" + uuid(), build.arn());
    }

    BuildRow with(UnaryOperator<Build.Builder> change) {
        return new BuildRow(
                account,
                region,
                id,
                stage,
                stopRequested,
                logShipped,
                artifacts,
                change.apply(build.toBuilder()).build());
    }

    BuildRow at(Stage next) {
        if (!stage.next().contains(next)) {
            throw new IllegalStateException("a build does not go from " + stage + " to " + next);
        }
        return new BuildRow(account, region, id, next, stopRequested, logShipped, artifacts, build);
    }

    BuildRow shipped(long bytes) {
        return new BuildRow(account, region, id, stage, stopRequested, bytes, artifacts, build);
    }
}
