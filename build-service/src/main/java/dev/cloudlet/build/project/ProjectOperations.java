package dev.cloudlet.build.project;

import dev.cloudlet.build.BuildError;
import dev.cloudlet.build.Pages;
import dev.cloudlet.kit.call.Authorize;
import dev.cloudlet.kit.call.AwsOperations;
import dev.cloudlet.kit.call.Call;
import dev.cloudlet.kit.page.Page;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.BatchGetProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.CreateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.CreateProjectResponse;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectRequest;
import software.amazon.awssdk.services.codebuild.model.DeleteProjectResponse;
import software.amazon.awssdk.services.codebuild.model.ListProjectsRequest;
import software.amazon.awssdk.services.codebuild.model.ListProjectsResponse;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectSortByType;
import software.amazon.awssdk.services.codebuild.model.SortOrderType;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectRequest;
import software.amazon.awssdk.services.codebuild.model.UpdateProjectResponse;

@AwsOperations
class ProjectOperations {
    private final Projects projects;

    ProjectOperations(Projects projects) {
        this.projects = projects;
    }

    @Authorize(action = "codebuild:CreateProject", resource = "arn:aws:codebuild:{region}:{account}:project/{name}")
    CreateProjectResponse createProject(Call call, CreateProjectRequest request) {
        Project project = ProjectRules.checked(ProjectForm.of(call, request));
        passRole(call, project.serviceRole());
        if (!projects.add(call.account(), call.region(), project)) {
            throw BuildError.RESOURCE_ALREADY_EXISTS.of("Project already exists: %s", project.arn());
        }
        return CreateProjectResponse.builder().project(project).build();
    }

    @Authorize(action = "codebuild:UpdateProject", resource = "arn:aws:codebuild:{region}:{account}:project/{name}")
    UpdateProjectResponse updateProject(Call call, UpdateProjectRequest request) {
        Project before = projects.find(call.account(), call.region(), request.name())
                .orElseThrow(() -> BuildError.RESOURCE_NOT_FOUND.of(
                        "Project cannot be found: %s", call.arn("project/" + request.name())));
        Project project = ProjectRules.checked(ProjectForm.changed(before, request, call.time()));
        if (request.serviceRole() != null) {
            passRole(call, project.serviceRole());
        }
        projects.replace(call.account(), call.region(), project, call.time());
        return UpdateProjectResponse.builder().project(project).build();
    }

    @Authorize(action = "codebuild:DeleteProject", resource = "arn:aws:codebuild:{region}:{account}:project/{name}")
    DeleteProjectResponse deleteProject(Call call, DeleteProjectRequest request) {
        projects.delete(call.account(), call.region(), request.name());
        return DeleteProjectResponse.builder().build();
    }

    @Authorize(action = "codebuild:BatchGetProjects", resource = "arn:aws:codebuild:{region}:{account}:project/{names}")
    BatchGetProjectsResponse batchGetProjects(Call call, BatchGetProjectsRequest request) {
        List<String> names =
                request.names().stream().map(ProjectOperations::nameOf).toList();
        List<Project> found = projects.find(call.account(), call.region(), names);
        List<String> known = found.stream().map(Project::name).toList();
        return BatchGetProjectsResponse.builder()
                .projects(found)
                .projectsNotFound(
                        names.stream().filter(name -> !known.contains(name)).toList())
                .build();
    }

    @Authorize(action = "codebuild:ListProjects")
    ListProjectsResponse listProjects(Call call, ListProjectsRequest request) {
        ProjectSortByType sort = request.sortBy() == null ? ProjectSortByType.NAME : request.sortBy();
        Comparator<Projects.Listed> order =
                switch (sort) {
                    case CREATED_TIME -> Comparator.comparing(Projects.Listed::created);
                    case LAST_MODIFIED_TIME -> Comparator.comparing(Projects.Listed::modified);
                    default -> Comparator.comparing(Projects.Listed::name);
                };
        if (request.sortOrder() == SortOrderType.DESCENDING) {
            order = order.reversed();
        }
        List<String> names = projects.list(call.account(), call.region()).stream()
                .sorted(order)
                .map(Projects.Listed::name)
                .toList();
        Page<String> page = Pages.of(names, request.nextToken());
        return ListProjectsResponse.builder()
                .projects(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    /** BatchGetProjects takes ARNs as well. */
    private static String nameOf(String nameOrArn) {
        int slash = nameOrArn.lastIndexOf(":project/");
        return slash < 0 ? nameOrArn : nameOrArn.substring(slash + ":project/".length());
    }

    private static void passRole(Call call, String roleArn) {
        call.authorize("iam:PassRole", roleArn, Map.of("iam:PassedToService", "codebuild.amazonaws.com"));
    }
}
