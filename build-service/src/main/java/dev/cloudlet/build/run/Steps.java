package dev.cloudlet.build.run;

import dev.cloudlet.build.buildspec.Buildspec;
import dev.cloudlet.build.buildspec.BuildspecException;
import dev.cloudlet.build.buildspec.BuildspecParser;
import dev.cloudlet.kit.role.RoleClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** What CodeBuild itself does in a build, one method a stage; each may be done again after a crash. */
@Component
class Steps {
    private static final int MOST_BUILDSPEC = 1 << 20;

    private final BuildMachines machines;
    private final RoleClients clients;
    private final SourceDownload download;
    private final LogShipper logs;
    private final ArtifactUpload artifacts;

    Steps(
            BuildMachines machines,
            RoleClients clients,
            SourceDownload download,
            LogShipper logs,
            ArtifactUpload artifacts) {
        this.machines = machines;
        this.clients = clients;
        this.download = download;
        this.logs = logs;
        this.artifacts = artifacts;
    }

    void provision(BuildRow row) throws IOException {
        clients.credentials(row.session());
        logs.open(row);
        machines.launch(row);
    }

    /** Brings the source in; the build now knows which version it is of. */
    BuildRow download(BuildRow row) throws IOException {
        Path source = Files.createDirectories(machines.scratch(row).resolve("source"));
        FileSystemUtils.deleteRecursively(source);
        Files.createDirectories(source);
        String version = download.fetch(row, source);
        machines.putSource(row, source);
        FileSystemUtils.deleteRecursively(source);
        return version == null ? row : row.with(b -> b.resolvedSourceVersion(version));
    }

    /** Lets the machine begin, unless it has: what it works on is its own from then on. */
    void begin(BuildRow row) throws IOException {
        if (!machines.hasBegun(row)) {
            Buildspec spec = buildspec(row);
            Map<String, String> environment =
                    BuildEnvironment.of(row, spec, clients.credentials(row.session()), machines.endpointInside());
            machines.begin(row, spec, environment);
        }
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

    /** Puts the outputs into S3, if the project wants any there. */
    void upload(BuildRow row) throws IOException {
        if ("S3".equals(row.artifacts().typeAsString())) {
            artifacts.upload(row, buildspec(row).artifacts());
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
