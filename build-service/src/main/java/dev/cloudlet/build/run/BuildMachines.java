package dev.cloudlet.build.run;

import dev.cloudlet.build.buildspec.Buildspec;
import dev.cloudlet.kit.app.CloudletSettings;
import dev.cloudlet.sandbox.Availability;
import dev.cloudlet.sandbox.Boot;
import dev.cloudlet.sandbox.Limits;
import dev.cloudlet.sandbox.Machine;
import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.Mount;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.image.Images;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** The machine of a build: it waits for its script, goes through it, and ends. */
@Component
class BuildMachines {
    /** Where a build's sources are, inside its machine. */
    static final String SOURCE = "/codebuild/output/src";

    private static final String CONTROL = "/codebuild/control";

    /** The file that the machine waits for. */
    private static final String GO = "go";

    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(BuildMachines.class);

    private final Sandbox sandbox;
    private final BuildNetwork network;
    private final Path directory;

    BuildMachines(Sandbox sandbox, BuildNetwork network, CloudletSettings settings) {
        this.sandbox = sandbox;
        this.network = network;
        this.directory = settings.data().resolve("build").resolve("control");
    }

    ControlFiles control(BuildRow row) {
        return new ControlFiles(directory.resolve(row.uuid()).resolve("control"));
    }

    /** A place on the host for what passes in and out of the machine. */
    Path scratch(BuildRow row) throws IOException {
        return Files.createDirectories(directory.resolve(row.uuid()).resolve("scratch"));
    }

    /** Launches the machine; one that is there is left as it is. */
    void launch(BuildRow row) throws IOException {
        if (sandbox.machines().availability() instanceof Availability.Unavailable(String reason)) {
            throw new BuildFailure("INTERNAL_SERVICE_ERROR", "no build can run here: " + reason);
        }
        network.reopen();
        if (sandbox.machines().find(row.machine()).isPresent()) {
            return;
        }
        Path control = control(row).directory();
        Files.createDirectories(
                control.getParent(),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createDirectories(control);
        Script.writeDriver(control);
        MachineSpec spec = MachineSpec.of(row.machine())
                .image(image(row))
                .hostname("build")
                .boot(new Boot.Command(List.of("/bin/sh", CONTROL + "/run.sh"), "root", SOURCE))
                .limits(limits(row))
                .network(network.attach(row.machine()))
                .nameservers(network.nameservers())
                .mounts(List.of(new Mount.Bind(control, CONTROL, false)))
                .build();
        try {
            sandbox.machines().launch(spec);
        } catch (SandboxException e) {
            if (e.reason() != SandboxException.Reason.ALREADY_EXISTS) {
                throw new BuildFailure(
                        "INTERNAL_SERVICE_ERROR", "the machine could not be launched: " + e.getMessage());
            }
        }
    }

    /** CodeBuild's own images are provided by the host's userland; others would have to be pulled. */
    private static String image(BuildRow row) {
        String image = row.build().environment().image();
        if (image.equals("cloudlet/host-userland") || image.startsWith("aws/codebuild/")) {
            return Images.HOST_USERLAND;
        }
        throw new BuildFailure(
                "BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE",
                "Unable to pull customer's container image " + image
                        + ". This cloud has cloudlet/host-userland and the names aws/codebuild/*, which stand for it.");
    }

    /** vCPUs and memory of the compute types, as AWS documents them. */
    private static Limits limits(BuildRow row) {
        long gib = 1L << 30;
        return switch (row.build().environment().computeTypeAsString()) {
            case "BUILD_GENERAL1_MEDIUM" -> new Limits(4, 7 * gib, 16_384);
            case "BUILD_GENERAL1_LARGE" -> new Limits(8, 15 * gib, 32_768);
            case "BUILD_GENERAL1_XLARGE" -> new Limits(36, 70 * gib, 65_536);
            case "BUILD_GENERAL1_2XLARGE" -> new Limits(72, 144 * gib, 65_536);
            default -> new Limits(2, 3 * gib, 8_192);
        };
    }

    /** Puts the sources in, and nothing else: what an interrupted attempt has put there goes. */
    void putSource(BuildRow row, Path source) {
        MachineFiles files = files(row);
        files.list(SOURCE).forEach(each -> files.delete(SOURCE + "/" + each.name()));
        files.copyIn(source, SOURCE);
    }

    /** Whether the machine has been let begin. */
    boolean hasBegun(BuildRow row) {
        return Files.exists(control(row).directory().resolve(GO));
    }

    /** Lets the machine begin. */
    void begin(BuildRow row, Buildspec spec, Map<String, String> environment) throws IOException {
        Path control = control(row).directory();
        Files.writeString(control.resolve("env"), BuildEnvironment.script(environment));
        Script.write(control, spec);
        Files.writeString(control.resolve(GO), "");
    }

    /** Where the build finds the cloud's own endpoint. */
    String endpointInside() {
        return network.endpointInside();
    }

    MachineFiles files(BuildRow row) {
        return sandbox.machines().files(row.machine());
    }

    /** Whether the machine still goes through its script. */
    boolean isUp(BuildRow row) {
        return find(row).map(Machine::isUp).orElse(false);
    }

    boolean isThere(BuildRow row) {
        return find(row).isPresent();
    }

    /** None on a host that can run none: its builds fail, and failing asks too. */
    private Optional<Machine> find(BuildRow row) {
        return canRun() ? sandbox.machines().find(row.machine()) : Optional.empty();
    }

    private boolean canRun() {
        return sandbox.machines().availability() instanceof Availability.Available;
    }

    void stop(BuildRow row) {
        if (isThere(row)) {
            sandbox.machines().stop(row.machine(), GRACE);
        }
    }

    /** Removes all that the build had on this host. */
    void remove(BuildRow row) throws IOException {
        if (canRun()) {
            sandbox.machines().terminate(row.machine());
            network.detach(row.machine());
        }
        FileSystemUtils.deleteRecursively(directory.resolve(row.uuid()));
    }

    /**
     * Removes what was left of builds that are not among these, and looks after the others again: they may have been running
     * since before this process.
     */
    void keepOnly(Collection<BuildRow> builds) {
        Set<String> names = builds.stream().map(BuildRow::machine).collect(Collectors.toSet());
        if (canRun()) {
            sandbox.machines().reconcile(names);
            network.keepOnly(names);
        }
        Set<String> ids = builds.stream().map(BuildRow::uuid).collect(Collectors.toSet());
        try (Stream<Path> all = Files.exists(directory) ? Files.list(directory) : Stream.empty()) {
            for (Path each : all.toList()) {
                if (!ids.contains(String.valueOf(each.getFileName()))) {
                    FileSystemUtils.deleteRecursively(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes all that builds have on this host. */
    void removeAll() {
        if (canRun()) {
            sandbox.machines().terminateAll();
            network.detachAll();
        }
        try {
            FileSystemUtils.deleteRecursively(directory);
        } catch (IOException e) {
            // A build that was on its way has just written there; only disk space is lost.
            log.debug("files of builds are left: {}", e.toString());
        }
    }
}
