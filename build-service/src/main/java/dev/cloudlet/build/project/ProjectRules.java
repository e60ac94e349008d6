package dev.cloudlet.build.project;

import dev.cloudlet.build.BuildError;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariable;
import software.amazon.awssdk.services.codebuild.model.EnvironmentVariableType;
import software.amazon.awssdk.services.codebuild.model.Project;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.codebuild.model.ProjectEnvironment;
import software.amazon.awssdk.services.codebuild.model.ProjectSource;

/** What CodeBuild refuses in a project, and what this cloud does not have yet, each by name. */
public final class ProjectRules {
    private static final Pattern ROLE = Pattern.compile("arn:aws[\\w-]*:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern S3_LOCATION = Pattern.compile("(arn:aws:s3:::)?[a-z0-9.-]{3,63}/.+");
    private static final Set<String> PACKAGING = Set.of("NONE", "ZIP");

    private ProjectRules() {}

    static Project checked(Project project) {
        source(project.source());
        project.secondarySources().forEach(ProjectRules::source);
        artifacts(project.artifacts());
        project.secondaryArtifacts().forEach(ProjectRules::artifacts);
        environment(project.environment());
        if (!ROLE.matcher(project.serviceRole()).matches()) {
            throw BuildError.INVALID_INPUT.of(
                    "Invalid service role: service role account ID does not match caller's account");
        }
        if (project.cache() != null && !"NO_CACHE".equals(project.cache().typeAsString())) {
            throw BuildError.INVALID_INPUT.of(
                    "Cache type %s is not available in this cloud yet",
                    project.cache().typeAsString());
        }
        return project;
    }

    /** The same for a build's overrides. */
    public static void source(@Nullable ProjectSource source) {
        if (source == null) {
            throw BuildError.INVALID_INPUT.of("Project source is required");
        }
        String location = source.location();
        switch (source.typeAsString()) {
            case "NO_SOURCE" -> {
                if (source.buildspec() == null || source.buildspec().isBlank()) {
                    throw BuildError.INVALID_INPUT.of(
                            "Build spec is required: when source type is NO_SOURCE, a buildspec must be given inline");
                }
            }
            case "S3" -> {
                if (location == null || !S3_LOCATION.matcher(location).matches()) {
                    throw BuildError.INVALID_INPUT.of(
                            "Invalid project source: location must be a valid S3 location, bucket/path/to/source.zip");
                }
            }
            default ->
                throw BuildError.INVALID_INPUT.of(
                        "Source type %s is not available in this cloud yet; use S3 or NO_SOURCE",
                        source.typeAsString());
        }
    }

    /** The same for a build's overrides. */
    public static void artifacts(@Nullable ProjectArtifacts artifacts) {
        if (artifacts == null) {
            throw BuildError.INVALID_INPUT.of("Project artifacts are required");
        }
        switch (artifacts.typeAsString()) {
            case "NO_ARTIFACTS" -> {}
            case "S3" -> {
                if (artifacts.location() == null || artifacts.location().isBlank()) {
                    throw BuildError.INVALID_INPUT.of("Invalid artifacts: location is required for type S3");
                }
                if (artifacts.packaging() != null && !PACKAGING.contains(artifacts.packagingAsString())) {
                    throw BuildError.INVALID_INPUT.of("Invalid artifacts: packaging must be NONE or ZIP");
                }
            }
            default ->
                throw BuildError.INVALID_INPUT.of(
                        "Artifacts type %s is not available in this cloud yet; use S3 or NO_ARTIFACTS",
                        artifacts.typeAsString());
        }
    }

    private static void environment(@Nullable ProjectEnvironment environment) {
        if (environment == null) {
            throw BuildError.INVALID_INPUT.of("Project environment is required");
        }
        if (!"LINUX_CONTAINER".equals(environment.typeAsString())) {
            throw BuildError.INVALID_INPUT.of(
                    "Environment type %s is not available in this cloud; use LINUX_CONTAINER",
                    environment.typeAsString());
        }
        environment.environmentVariables().forEach(ProjectRules::variable);
    }

    /** The same for a build's overrides. */
    public static void variable(EnvironmentVariable variable) {
        EnvironmentVariableType type = variable.type();
        if (type != null && type != EnvironmentVariableType.PLAINTEXT) {
            throw BuildError.INVALID_INPUT.of(
                    "Environment variables of type %s are not available in this cloud yet", variable.typeAsString());
        }
    }
}
