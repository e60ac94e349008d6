package dev.cloudlet.build.run;

import dev.cloudlet.build.BuildError;
import dev.cloudlet.build.Pages;
import dev.cloudlet.build.project.Projects;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AuthorizedInCode;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import dev.cloudlet.kit.work.WorkQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchDeleteBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Build;
import software.amazon.awssdk.services.codebuild.model.BuildNotDeleted;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsForProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListBuildsRequest;
import software.amazon.awssdk.services.codebuild.model.ListBuildsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.StartBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StartBuildResponse;
import software.amazon.awssdk.services.codebuild.model.StopBuildRequest;
import software.amazon.awssdk.services.codebuild.model.StopBuildResponse;

@AwsOperations
class BuildOperations {
    private final Builds builds;
    private final Projects projects;
    private final WorkQueue work;

    BuildOperations(Builds builds, Projects projects, WorkQueue work) {
        this.builds = builds;
        this.projects = projects;
        this.work = work;
    }

    @Authorize(action = "codebuild:StartBuild", resource = "arn:aws:codebuild:{region}:{account}:project/{projectName}")
    StartBuildResponse startBuild(Call call, StartBuildRequest request) {
        Project project = project(call, request.projectName());
        String token = request.idempotencyToken();
        if (token != null) {
            var earlier = builds.findByToken(call.account(), call.region(), project.name(), token);
            if (earlier.isPresent()) {
                return StartBuildResponse.builder().build(earlier.get().build()).build();
            }
        }
        long number = projects.nextBuildNumber(call.account(), call.region(), project.name());
        String id = project.name() + ":" + UUID.randomUUID();
        Build build = BuildForm.of(call, project, request, id, number);
        BuildRow row = new BuildRow(
                call.account(), call.region(), id, Stage.QUEUED, false, 0, artifacts(project, request), build);
        builds.add(row, token);
        work.request(BuildWork.NAME, row.key());
        return StartBuildResponse.builder().build(build).build();
    }

    @AuthorizedInCode(actions = "codebuild:StopBuild", because = "the project is part of the build's id")
    StopBuildResponse stopBuild(Call call, StopBuildRequest request) {
        authorize(call, "codebuild:StopBuild", request.id());
        String id = idOf(request.id());
        builds.requestStop(call.account(), call.region(), id);
        BuildRow row = builds.find(call.account(), call.region(), id)
                .orElseThrow(() -> BuildError.RESOURCE_NOT_FOUND.of("Build not found: %s", id));
        if (row.stage() != Stage.COMPLETED) {
            work.request(BuildWork.NAME, row.key());
        }
        return StopBuildResponse.builder().build(row.build()).build();
    }

    @AuthorizedInCode(actions = "codebuild:BatchGetBuilds", because = "the project is part of each build's id")
    BatchGetBuildsResponse batchGetBuilds(Call call, BatchGetBuildsRequest request) {
        request.ids().forEach(id -> authorize(call, "codebuild:BatchGetBuilds", id));
        List<String> ids = request.ids().stream().map(BuildOperations::idOf).toList();
        List<Build> found = builds.find(call.account(), call.region(), ids).stream()
                .map(BuildRow::build)
                .toList();
        List<String> known = found.stream().map(Build::id).toList();
        return BatchGetBuildsResponse.builder()
                .builds(found)
                .buildsNotFound(ids.stream().filter(id -> !known.contains(id)).toList())
                .build();
    }

    @Authorize(action = "codebuild:ListBuilds")
    ListBuildsResponse listBuilds(Call call, ListBuildsRequest request) {
        Page<String> page =
                Pages.of(ordered(builds.ids(call.account(), call.region()), request.sortOrder()), request.nextToken());
        return ListBuildsResponse.builder()
                .ids(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @Authorize(
            action = "codebuild:ListBuildsForProject",
            resource = "arn:aws:codebuild:{region}:{account}:project/{projectName}")
    ListBuildsForProjectResponse listBuildsForProject(Call call, ListBuildsForProjectRequest request) {
        project(call, request.projectName());
        List<String> ids = builds.ids(call.account(), call.region(), request.projectName());
        Page<String> page = Pages.of(ordered(ids, request.sortOrder()), request.nextToken());
        return ListBuildsForProjectResponse.builder()
                .ids(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    @AuthorizedInCode(actions = "codebuild:BatchDeleteBuilds", because = "the project is part of each build's id")
    BatchDeleteBuildsResponse batchDeleteBuilds(Call call, BatchDeleteBuildsRequest request) {
        request.ids().forEach(id -> authorize(call, "codebuild:BatchDeleteBuilds", id));
        List<String> deleted = new ArrayList<>();
        List<BuildNotDeleted> kept = new ArrayList<>();
        for (String id : request.ids().stream().map(BuildOperations::idOf).toList()) {
            if (builds.delete(call.account(), call.region(), id)) {
                deleted.add(call.arn("build/" + id));
            } else {
                kept.add(BuildNotDeleted.builder()
                        .id(id)
                        .statusCode("BUILD_IN_PROGRESS")
                        .build());
            }
        }
        return BatchDeleteBuildsResponse.builder()
                .buildsDeleted(deleted)
                .buildsNotDeleted(kept)
                .build();
    }

    private static ProjectArtifacts artifacts(Project project, StartBuildRequest request) {
        return request.artifactsOverride() == null ? project.artifacts() : request.artifactsOverride();
    }

    private Project project(Call call, String name) {
        return projects.find(call.account(), call.region(), name)
                .orElseThrow(() ->
                        BuildError.RESOURCE_NOT_FOUND.of("Project cannot be found: %s", call.arn("project/" + name)));
    }

    private static void authorize(Call call, String action, String buildId) {
        String id = idOf(buildId);
        int colon = id.indexOf(':');
        if (colon <= 0) {
            call.authorize(action, call.arn("project/*"));
            throw BuildError.INVALID_INPUT.of("Invalid build ID: %s", buildId);
        }
        call.authorize(action, call.arn("project/" + id.substring(0, colon)));
    }

    /** An ARN will do for an id. */
    private static String idOf(String idOrArn) {
        int at = idOrArn.indexOf(":build/");
        return at < 0 ? idOrArn : idOrArn.substring(at + ":build/".length());
    }

    private static List<String> ordered(List<String> newestFirst, @Nullable SortOrderType order) {
        if (order != SortOrderType.ASCENDING) {
            return newestFirst;
        }
        List<String> oldestFirst = new ArrayList<>(newestFirst);
        Collections.reverse(oldestFirst);
        return oldestFirst;
    }
}
