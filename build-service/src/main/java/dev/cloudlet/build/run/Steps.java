package dev.cloudlet.build.run;

import dev.cloudlet.build.artifact.Output;
import dev.cloudlet.build.buildspec.Buildspec;
import dev.cloudlet.build.buildspec.Buildspec.Artifacts;
import dev.cloudlet.build.buildspec.BuildspecException;
import dev.cloudlet.build.buildspec.BuildspecParser;
import dev.cloudlet.kit.role.RoleClients;
import dev.cloudlet.sandbox.SandboxException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** What CodeBuild itself does in a build, one method a stage; each may be done again after a crash. */
@Component
class Steps {
    private static final int MOST_BUILDSPEC = 1 << 20;

    private final BuildMachines machines;
    private final RoleClients clients;
    private final SourceDownload download;
    private final LogShipper logs;

    Steps(BuildMachines machines, RoleClients clients, SourceDownload download, LogShipper logs) {
        this.machines = machines;
        this.clients = clients;
        this.download = download;
        this.logs = logs;
    }

    void provision(BuildRow row) throws IOException {
        clients.credentials(row.session());
        logs.open(row);
        machines.launch(row);
    }

    /** Brings the source in and lets the machine begin; the build now knows which version it is of. */
    BuildRow download(BuildRow row) throws IOException {
        Path source = Files.createDirectories(machines.scratch(row).resolve("source"));
        FileSystemUtils.deleteRecursively(source);
        Files.createDirectories(source);
        String version = download.fetch(row, source);
        machines.putSource(row, source);
        Buildspec spec = buildspec(row);
        FileSystemUtils.deleteRecursively(source);
        BuildRow resolved = version == null ? row : row.with(b -> b.resolvedSourceVersion(version));
        Map<String, String> environment =
                BuildEnvironment.of(resolved, spec, clients.credentials(row.session()), machines.endpointInside());
        machines.begin(resolved, spec, environment);
        return resolved;
    }

    /** The buildspec: inline, or a file of the source, {@code buildspec.yml} if unsaid. */
    private Buildspec buildspec(BuildRow row) {
        String said = row.build().source().buildspec();
        try {
            if (said != null && said.contains("\n")) {
                return BuildspecParser.parse(said);
            }
            String path = said == null || said.isBlank() ? "buildspec.yml" : said;
            byte[] text = machines.files(row)
                    .read(BuildMachines.SOURCE + "/" + path, MOST_BUILDSPEC)
                    .orElseThrow(() -> new BuildspecException(
                            "stat " + BuildMachines.SOURCE + "/" + path + ": no such file or directory"));
            return BuildspecParser.parse(new String(text, StandardCharsets.UTF_8));
        } catch (BuildspecException e) {
            throw new BuildFailure(
                    "YAML_FILE_ERROR", String.valueOf(e.getMessage()).replaceFirst("^YAML_FILE_ERROR Message: ", ""));
        }
    }

    /** Ships the log, and gives back the build with how far it is. */
    BuildRow ship(BuildRow row, boolean last) throws IOException {
        long shipped = logs.ship(row, machines.control(row), last);
        return shipped == row.logShipped() ? row : row.shipped(shipped);
    }

    /** Puts the outputs into S3 as the build's role. */
    void upload(BuildRow row) throws IOException {
        ProjectArtifacts target = row.artifacts();
        if (!"S3".equals(target.typeAsString())) {
            return;
        }
        Artifacts wanted = buildspec(row).artifacts();
        if (wanted == null) {
            throw new BuildFailure(
                    "CLIENT_ERROR", "no artifacts section in the buildspec, but the project wants an output");
        }
        Path scratch = machines.scratch(row).resolve("output");
        FileSystemUtils.deleteRecursively(scratch);
        Output output = Output.of(copyOut(row, wanted.baseDirectory(), scratch), wanted);
        if (output.files().isEmpty()) {
            throw new BuildFailure("CLIENT_ERROR", "no matching artifact paths found");
        }
        String name = Boolean.TRUE.equals(target.overrideArtifactName()) ? wanted.name() : target.name();
        String path = BuildForm.artifactPath(target, name == null ? row.build().projectName() : name, row.id());
        try (S3Client s3 =
                clients.client(row.session(), row.region(), S3Client.builder().forcePathStyle(true))) {
            put(s3, target, path, output, scratch.resolveSibling("output.zip"));
        } catch (SdkException e) {
            throw new BuildFailure("CLIENT_ERROR", "error while uploading artifacts: " + e.getMessage());
        }
    }

    private Path copyOut(BuildRow row, @Nullable String baseDirectory, Path to) throws IOException {
        String base = baseDirectory == null ? "." : baseDirectory;
        String from = base.startsWith("/") ? base : BuildMachines.SOURCE + "/" + base;
        try {
            Files.createDirectories(to.getParent());
            machines.files(row).copyOut(Path.of(from).normalize().toString(), to);
            return to;
        } catch (SandboxException e) {
            throw new BuildFailure("CLIENT_ERROR", "no base directory " + base + ": " + e.getMessage());
        }
    }

    private static void put(S3Client s3, ProjectArtifacts target, String path, Output output, Path archive)
            throws IOException {
        if ("ZIP".equals(target.packagingAsString())) {
            output.zip(archive);
            s3.putObject(b -> b.bucket(target.location()).key(path), RequestBody.fromFile(archive));
        } else {
            output.named()
                    .forEach((name, file) -> s3.putObject(
                            b -> b.bucket(target.location()).key(path + "/" + name), RequestBody.fromFile(file)));
        }
    }

    /** Removes the machine and all that the build had on this host. */
    void remove(BuildRow row) throws IOException {
        machines.remove(row);
        clients.forget(row.session());
    }

    void stop(BuildRow row) {
        machines.stop(row);
    }

    boolean isUp(BuildRow row) {
        return machines.isUp(row);
    }

    ControlFiles control(BuildRow row) {
        return machines.control(row);
    }
}
