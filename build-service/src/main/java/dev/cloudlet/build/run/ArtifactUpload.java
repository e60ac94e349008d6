package dev.cloudlet.build.run;

import dev.cloudlet.build.artifact.Output;
import dev.cloudlet.build.buildspec.Buildspec.Artifacts;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.sandbox.SandboxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codebuild.model.ProjectArtifacts;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Puts the outputs of builds into S3 as the build's role, each once, also when it is interrupted. */
@Component
class ArtifactUpload {
    /** What CodeBuild notes on the objects that it writes; S3 gives it back in lower case. */
    private static final String BUILD_ARN = "codebuild-buildarn";

    private final BuildMachines machines;
    private final RoleClients clients;

    ArtifactUpload(BuildMachines machines, RoleClients clients) {
        this.machines = machines;
        this.clients = clients;
    }

    void upload(BuildRow row, @Nullable Artifacts wanted) throws IOException {
        ProjectArtifacts target = row.artifacts();
        if (wanted == null) {
            throw new BuildFailure(
                    "CLIENT_ERROR", "no artifacts section in the buildspec, but the project wants an output");
        }
        Path scratch = machines.scratch(row);
        boolean again = isBegun(scratch);
        Path copy = scratch.resolve("output");
        FileSystemUtils.deleteRecursively(copy);
        Output output = Output.of(copyOut(row, wanted.baseDirectory(), copy), wanted);
        if (output.files().isEmpty()) {
            throw new BuildFailure("CLIENT_ERROR", "no matching artifact paths found");
        }
        String name = Boolean.TRUE.equals(target.overrideArtifactName()) ? wanted.name() : target.name();
        String path = BuildForm.artifactPath(target, name == null ? row.build().projectName() : name, row.id());
        try (S3Client s3 =
                clients.client(row.session(), row.region(), S3Client.builder().forcePathStyle(true))) {
            for (var each : objects(target, path, output, scratch).entrySet()) {
                if (!again || !isThere(s3, row, each.getKey())) {
                    put(s3, row, each.getKey(), each.getValue());
                }
            }
        } catch (SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", "error while uploading artifacts: " + e.getMessage());
        }
    }

    /** Whether an upload was begun before; from now on one is. */
    private static boolean isBegun(Path scratch) throws IOException {
        Path mark = scratch.resolve("upload-begun");
        boolean begun = Files.exists(mark);
        if (!begun) {
            Files.createFile(mark);
        }
        return begun;
    }

    private Path copyOut(BuildRow row, @Nullable String baseDirectory, Path to) {
        String base = baseDirectory == null ? "." : baseDirectory;
        String from = base.startsWith("/") ? base : BuildMachines.SOURCE + "/" + base;
        try {
            machines.files(row).copyOut(Path.of(from).normalize().toString(), to);
            return to;
        } catch (SandboxException e) {
            throw new BuildFailure("CLIENT_ERROR", "no base directory " + base + ": " + e.getMessage());
        }
    }

    /** The files to put, by key. */
    private static Map<String, Path> objects(ProjectArtifacts target, String path, Output output, Path scratch)
            throws IOException {
        if ("ZIP".equals(target.packagingAsString())) {
            Path archive = scratch.resolve("output.zip");
            output.zip(archive);
            return Map.of(path, archive);
        }
        return output.below(path);
    }

    /** A role that may not look uploads once more: that loses nothing. */
    private static boolean isThere(S3Client s3, BuildRow row, String key) {
        try {
            return row.build()
                    .arn()
                    .equals(s3.headObject(
                                    b -> b.bucket(row.artifacts().location()).key(key))
                            .metadata()
                            .get(BUILD_ARN));
        } catch (S3Exception e) {
            if (e.statusCode() == 404 || e.statusCode() == 403) {
                return false;
            }
            throw e;
        }
    }

    private static void put(S3Client s3, BuildRow row, String key, Path file) throws IOException {
        s3.putObject(
                b -> b.bucket(row.artifacts().location())
                        .key(key)
                        .metadata(Map.of(BUILD_ARN, row.build().arn())),
                RequestBody.fromFile(file));
    }
}
