package dev.cloudlet.build.run;

import dev.cloudlet.build.buildspec.Buildspec;
import dev.cloudlet.kit.role.RoleCredentials;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.codebuild.model.Build;

/**
 * The environment variables of a build.
 *
 * @see <a href="https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html">Environment variables</a>
 */
final class BuildEnvironment {
    private BuildEnvironment() {}

    /** The buildspec's, replaced by the project's and the request's, and CodeBuild's own, which nobody replaces. */
    static Map<String, String> of(BuildRow row, Buildspec spec, RoleCredentials credentials, String endpoint) {
        Build build = row.build();
        Map<String, String> all = new LinkedHashMap<>(spec.variables());
        build.environment().environmentVariables().forEach(v -> all.put(v.name(), v.value()));
        all.put("CB_SHELL", spec.shell());
        all.put("CODEBUILD_BUILD_ID", build.id());
        all.put("CODEBUILD_BUILD_ARN", build.arn());
        all.put("CODEBUILD_BUILD_NUMBER", String.valueOf(build.buildNumber()));
        all.put("CODEBUILD_BUILD_IMAGE", build.environment().image());
        all.put("CODEBUILD_BUILD_SUCCEEDING", "1");
        all.put("CODEBUILD_CI", "true");
        all.put("CODEBUILD_INITIATOR", build.initiator());
        all.put("CODEBUILD_KMS_KEY_ID", build.encryptionKey());
        all.put("CODEBUILD_LOG_PATH", row.uuid());
        all.put("CODEBUILD_SRC_DIR", BuildMachines.SOURCE);
        all.put("CODEBUILD_START_TIME", Long.toString(build.startTime().toEpochMilli()));
        putIfThere(all, "CODEBUILD_SOURCE_REPO_URL", build.source().location());
        putIfThere(all, "CODEBUILD_SOURCE_VERSION", build.sourceVersion());
        putIfThere(all, "CODEBUILD_RESOLVED_SOURCE_VERSION", build.resolvedSourceVersion());
        all.put("AWS_REGION", row.region());
        all.put("AWS_DEFAULT_REGION", row.region());
        all.put("AWS_ENDPOINT_URL", endpoint);
        all.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        all.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        all.put("AWS_SESSION_TOKEN", credentials.sessionToken());
        all.put("HOME", "/root");
        return all;
    }

    /** The same as a script that sets them. */
    static String script(Map<String, String> variables) {
        StringBuilder script = new StringBuilder();
        variables.forEach((name, value) -> script.append("export ")
                .append(name)
                .append("='")
                .append(value.replace("'", "'\\''"))
                .append("'\n"));
        return script.toString();
    }

    private static void putIfThere(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
