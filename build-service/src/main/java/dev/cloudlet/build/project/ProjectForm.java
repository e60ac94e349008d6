package dev.cloudlet.build.project;

import dev.cloudlet.kit.call.Call;
import java.time.Instant;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectCache;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;

/** Projects as requests describe them, with CodeBuild's defaults for what they leave out. */
final class ProjectForm {
    private static final int TIMEOUT_MINUTES = 60;
    private static final int QUEUED_TIMEOUT_MINUTES = 480;

    private ProjectForm() {}

    static Project of(Call call, CreateProjectRequest r) {
        return Project.builder()
                .name(r.name())
                .arn(call.arn("project/" + r.name()))
                .description(r.description())
                .source(r.source())
                .sourceVersion(r.sourceVersion())
                .artifacts(r.artifacts())
                .secondarySources(r.secondarySources())
                .secondaryArtifacts(r.secondaryArtifacts())
                .cache(
                        r.cache() == null
                                ? ProjectCache.builder().type("NO_CACHE").build()
                                : r.cache())
                .environment(r.environment())
                .serviceRole(r.serviceRole())
                .timeoutInMinutes(
                        r.timeoutInMinutes() == null ? Integer.valueOf(TIMEOUT_MINUTES) : r.timeoutInMinutes())
                .queuedTimeoutInMinutes(
                        r.queuedTimeoutInMinutes() == null
                                ? Integer.valueOf(QUEUED_TIMEOUT_MINUTES)
                                : r.queuedTimeoutInMinutes())
                .encryptionKey(
                        r.encryptionKey() == null
                                ? "arn:aws:kms:" + call.region() + ":" + call.account() + ":alias/aws/s3"
                                : r.encryptionKey())
                .tags(r.tags())
                .logsConfig(r.logsConfig())
                .created(call.time())
                .lastModified(call.time())
                .build();
    }

    static Project changed(Project before, UpdateProjectRequest r, Instant now) {
        Project.Builder after = before.toBuilder().lastModified(now);
        if (r.description() != null) {
            after.description(r.description());
        }
        if (r.source() != null) {
            after.source(r.source());
        }
        if (r.sourceVersion() != null) {
            after.sourceVersion(r.sourceVersion());
        }
        if (r.artifacts() != null) {
            after.artifacts(r.artifacts());
        }
        if (r.hasSecondaryArtifacts()) {
            after.secondaryArtifacts(r.secondaryArtifacts());
        }
        if (r.hasSecondarySources()) {
            after.secondarySources(r.secondarySources());
        }
        if (r.environment() != null) {
            after.environment(r.environment());
        }
        if (r.serviceRole() != null) {
            after.serviceRole(r.serviceRole());
        }
        if (r.timeoutInMinutes() != null) {
            after.timeoutInMinutes(r.timeoutInMinutes());
        }
        if (r.queuedTimeoutInMinutes() != null) {
            after.queuedTimeoutInMinutes(r.queuedTimeoutInMinutes());
        }
        if (r.hasTags()) {
            after.tags(r.tags());
        }
        if (r.logsConfig() != null) {
            after.logsConfig(r.logsConfig());
        }
        return after.build();
    }
}
