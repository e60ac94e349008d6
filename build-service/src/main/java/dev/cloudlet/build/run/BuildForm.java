package dev.cloudlet.build.run;

import dev.cloudlet.build.BuildError;
import dev.cloudlet.build.project.ProjectRules;
import dev.cloudlet.kit.call.Call;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildArtifacts;
import software.amazon.awssdk.services.codebuild.model.BuildPhase;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.LogsConfig;
import software.amazon.awssdk.services.codebuild.model.LogsLocation;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;

/** A new build: the project, as the request overrides it. */
final class BuildForm {
    private BuildForm() {}

    static Build of(Call call, Project project, StartBuildRequest r, String id, long number) {
        ProjectSource source = source(project.source(), r);
        ProjectArtifacts artifacts = r.artifactsOverride() == null ? project.artifacts() : r.artifactsOverride();
        ProjectRules.source(source);
        ProjectRules.artifacts(artifacts);
        r.environmentVariablesOverride().forEach(ProjectRules::variable);
        return Build.builder()
                .id(id)
                .arn(call.arn("build/" + id))
                .buildNumber(number)
                .projectName(project.name())
                .startTime(call.time())
                .currentPhase("QUEUED")
                .buildStatus("IN_PROGRESS")
                .buildComplete(false)
                .sourceVersion(r.sourceVersion() == null ? project.sourceVersion() : r.sourceVersion())
                .source(source)
                .artifacts(artifacts(artifacts, id))
                .environment(environment(project.environment(), r))
                .serviceRole(r.serviceRoleOverride() == null ? project.serviceRole() : r.serviceRoleOverride())
                .timeoutInMinutes(
                        r.timeoutInMinutesOverride() == null
                                ? project.timeoutInMinutes()
                                : r.timeoutInMinutesOverride())
                .queuedTimeoutInMinutes(project.queuedTimeoutInMinutes())
                .initiator(initiator(call))
                .encryptionKey(project.encryptionKey())
                .logs(logs(
                        call,
                        project,
                        r.logsConfigOverride() == null ? project.logsConfig() : r.logsConfigOverride(),
                        id))
                .phases(
                        BuildPhase.builder()
                                .phaseType("SUBMITTED")
                                .phaseStatus("SUCCEEDED")
                                .startTime(call.time())
                                .endTime(call.time())
                                .durationInSeconds(0L)
                                .build(),
                        BuildPhase.builder()
                                .phaseType("QUEUED")
                                .startTime(call.time())
                                .build())
                .build();
    }

    private static ProjectSource source(ProjectSource source, StartBuildRequest r) {
        ProjectSource.Builder changed = source.toBuilder();
        if (r.sourceTypeOverride() != null) {
            changed.type(r.sourceTypeOverrideAsString());
        }
        if (r.sourceLocationOverride() != null) {
            changed.location(r.sourceLocationOverride());
        }
        if (r.buildspecOverride() != null) {
            changed.buildspec(r.buildspecOverride());
        }
        return changed.build();
    }

    private static ProjectEnvironment environment(ProjectEnvironment environment, StartBuildRequest r) {
        Map<String, EnvironmentVariable> variables = new LinkedHashMap<>();
        environment.environmentVariables().forEach(v -> variables.put(v.name(), v));
        r.environmentVariablesOverride().forEach(v -> variables.put(v.name(), v));
        ProjectEnvironment.Builder changed = environment.toBuilder().environmentVariables(variables.values());
        if (r.imageOverride() != null) {
            changed.image(r.imageOverride());
        }
        if (r.computeTypeOverride() != null) {
            changed.computeType(r.computeTypeOverrideAsString());
        }
        if (r.environmentTypeOverride() != null && !"LINUX_CONTAINER".equals(r.environmentTypeOverrideAsString())) {
            throw BuildError.INVALID_INPUT.of(
                    "Environment type %s is not available in this cloud; use LINUX_CONTAINER",
                    r.environmentTypeOverrideAsString());
        }
        return changed.build();
    }

    /** Where the output will be: S3 shows the ARN of the object or, unpacked, of the folder. */
    private static BuildArtifacts artifacts(ProjectArtifacts a, String id) {
        if (!"S3".equals(a.typeAsString())) {
            return BuildArtifacts.builder().location("").build();
        }
        return BuildArtifacts.builder()
                .location("arn:aws:s3:::" + a.location() + "/" + artifactPath(a, a.name(), id))
                .encryptionDisabled(a.encryptionDisabled())
                .artifactIdentifier(a.artifactIdentifier())
                .build();
    }

    /** The key of the output, or the prefix of its files: path/namespace/name. */
    static String artifactPath(ProjectArtifacts a, @Nullable String name, String id) {
        StringBuilder path = new StringBuilder();
        for (String part : List.of(
                orEmpty(a.path()),
                "BUILD_ID".equals(a.namespaceTypeAsString()) ? id.substring(id.indexOf(':') + 1) : "",
                orEmpty(name))) {
            String trimmed = part.replaceAll("^/+|/+$", "");
            if (!trimmed.isEmpty()) {
                path.append(path.isEmpty() ? "" : "/").append(trimmed);
            }
        }
        return path.toString();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static LogsLocation logs(Call call, Project project, @Nullable LogsConfig config, String id) {
        String group = "/aws/codebuild/" + project.name();
        String stream = id.substring(id.indexOf(':') + 1);
        if (config != null && config.cloudWatchLogs() != null) {
            if ("DISABLED".equals(config.cloudWatchLogs().statusAsString())) {
                return LogsLocation.builder()
                        .cloudWatchLogs(config.cloudWatchLogs())
                        .build();
            }
            if (config.cloudWatchLogs().groupName() != null) {
                group = config.cloudWatchLogs().groupName();
            }
            if (config.cloudWatchLogs().streamName() != null) {
                stream = config.cloudWatchLogs().streamName() + "/" + stream;
            }
        }
        return LogsLocation.builder()
                .groupName(group)
                .streamName(stream)
                .cloudWatchLogsArn("arn:aws:logs:" + call.region() + ":" + call.account() + ":log-group:" + group
                        + ":log-stream:" + stream)
                .build();
    }

    /** Who started it, as CodeBuild says it: a user's name, or role/session. */
    private static String initiator(Call call) {
        String arn = call.principal().arn();
        int slash = arn.indexOf('/');
        return slash < 0 ? arn.substring(arn.lastIndexOf(':') + 1) : arn.substring(slash + 1);
    }
}
