package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Machines;
import dev.cloudlet.sandbox.Sandbox;
import dev.cloudlet.sandbox.SandboxException;
import dev.cloudlet.sandbox.SandboxException.Reason;
import dev.cloudlet.sandbox.SandboxSettings;
import dev.cloudlet.sandbox.image.Images;
import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.network.Networks;
import dev.cloudlet.sandbox.routed.RoutedNetworks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The sandbox of the OCI driver. */
public final class OciSandbox implements Sandbox {
    private final FileChannel lock;
    private final Claim claim;
    private final Surroundings around;
    private final OciMachines machines;
    private final RoutedNetworks networks;

    private OciSandbox(
            FileChannel lock, Claim claim, Surroundings around, OciMachines machines, RoutedNetworks networks) {
        this.lock = lock;
        this.claim = claim;
        this.around = around;
        this.machines = machines;
        this.networks = networks;
    }

    /** Opens it and takes up the machines that are there; UNAVAILABLE says what the host lacks. */
    public static Sandbox open(SandboxSettings settings) {
        Path directory = settings.stateDirectory();
        try {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            // The real path: two ways to write it must not be two sandboxes.
            directory = directory.toRealPath();
            FileChannel lock = lock(directory);
            try {
                return open(settings, directory, lock);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new SandboxException(
                    Reason.UNAVAILABLE, "machines cannot be kept in " + directory + ": " + e.getMessage(), e);
        }
    }

    private static Sandbox open(SandboxSettings settings, Path directory, FileChannel lock) throws IOException {
        CloudName cloud = CloudName.of(directory);
        Host host = Host.find(directory, Surroundings.controlGroup(cloud));
        Claim claim = new Abandoned(CloudName.runDirectories(), host.runtime()).claim(cloud, directory);
        try {
            return open(settings, directory, lock, claim, host);
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private static Sandbox open(SandboxSettings settings, Path directory, FileChannel lock, Claim claim, Host host)
            throws IOException {
        CloudName cloud = claim.cloud();
        var networks = new RoutedNetworks(cloud, directory);
        var around = new Surroundings(
                cloud,
                host,
                new OciRuntime(host.runtime(), cloud.runDirectory().resolve("runtime")),
                networks,
                init(directory),
                settings.clock());
        var machines = new OciMachines(around, directory, settings.hidden());
        machines.adopt();
        return new OciSandbox(lock, claim, around, machines, networks);
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock();
            if (held != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new SandboxException(Reason.UNAVAILABLE, "the machines in " + directory + " are open already", e);
        }
        channel.close();
        throw new SandboxException(
                Reason.UNAVAILABLE, "another process has the machines in " + directory + " open: stop it first");
    }

    // A new file each time: machines that run keep the one they were started with.
    private static Path init(Path directory) throws IOException {
        try (InputStream script = Resources.open("init.sh")) {
            Path fresh = directory.resolve("init.new");
            Files.copy(script, fresh, StandardCopyOption.REPLACE_EXISTING);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            return Files.move(fresh, directory.resolve("init"), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    public Networks networks() {
        return networks;
    }

    @Override
    public Images images() {
        return machines.images();
    }

    // A sandbox without machines has no claim on the host's kernel: its networks, its groups, its public addresses, its
    // names. Who opens it again finds them gone, as after a restart of the host.
    private void leaveNothing() throws IOException {
        networks.vpcs().forEach(networks::deleteVpc);
        networks.release();
        for (Path group : new ControlGroup(around.controlGroup()).directories()) {
            Files.deleteIfExists(group);
        }
        Trees.delete(around.cloud().runDirectory());
    }

    @Override
    public void close() {
        machines.close();
        networks.close();
        try {
            if (machines.list().isEmpty()) {
                leaveNothing();
            }
            claim.close();
            lock.close();
        } catch (IOException e) {
            throw new SandboxException(Reason.FAILED, "cannot let go of the machines: " + e.getMessage(), e);
        }
    }
}
