package dev.cloudlet.sandbox.routed;

import dev.cloudlet.sandbox.linux.CloudName;
import dev.cloudlet.sandbox.linux.Command;
import dev.cloudlet.sandbox.linux.NetworkNamespace;
import dev.cloudlet.sandbox.network.Networks.Egress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of the hub: one {@code slirp4netns} per sandbox, which speaks for the machines with sockets of the host, so
 * that the host needs neither forwarding nor firewall rules. It outlives this process.
 */
final class Slirp {
    private static final Logger LOG = LoggerFactory.getLogger(Slirp.class);

    // Link-local, because any private block could be a VPC's own.
    private static final String ADDRESSES = "169.254.100.0/24";
    static final String NAMESERVER = "169.254.100.3";

    private final CloudName cloud;
    private final NetworkNamespace hub;

    Slirp(CloudName cloud, NetworkNamespace hub) {
        this.cloud = cloud;
        this.hub = hub;
    }

    /** Starts it unless it runs. */
    synchronized Egress ensure() {
        try {
            if (!hub.exists()) {
                return new Egress.Closed("machines have no way out before the first VPC is made");
            }
            if (running().isPresent()) {
                return new Egress.Open(NAMESERVER);
            }
            return start();
        } catch (IOException e) {
            return new Egress.Closed("machines have no way out: " + e.getMessage());
        }
    }

    private Egress start() throws IOException {
        Optional<Path> program = Command.find("slirp4netns");
        if (program.isEmpty()) {
            return new Egress.Closed("machines have no way out: apt-get install slirp4netns");
        }
        if (!Files.exists(Path.of("/dev/net/tun"))) {
            return new Egress.Closed("machines have no way out: there is no /dev/net/tun; modprobe tun");
        }
        File log = cloud.runDirectory().resolve("slirp.log").toFile();
        // A session of its own, or the terminal's Ctrl-C meant for the cloud would end it too.
        Process process = new ProcessBuilder(List.of(
                        "setsid",
                        program.get().toString(),
                        "--configure",
                        "--mtu=1500",
                        "--cidr=" + ADDRESSES,
                        "--disable-host-loopback",
                        "--netns-type=path",
                        hub.path().toString(),
                        "tap0"))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(log)
                .redirectErrorStream(true)
                .start();
        Files.writeString(pidFile(), Long.toString(process.pid()));
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (process.isAlive() && System.nanoTime() < deadline) {
            if (isUp()) {
                return new Egress.Open(NAMESERVER);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        process.destroyForcibly();
        String reason = "machines have no way out: slirp4netns: " + Command.oneLine(Files.readString(log.toPath()));
        LOG.warn("{}", reason);
        return new Egress.Closed(reason);
    }

    // The first default route of the hub is the one that slirp4netns sets last.
    private boolean isUp() throws IOException {
        return hub.call(
                () -> Files.readString(Path.of("/proc/thread-self/net/route")).contains("tap0\t00000000"));
    }

    private Path pidFile() {
        return cloud.runDirectory().resolve("slirp.pid");
    }

    private Optional<ProcessHandle> running() throws IOException {
        if (!Files.exists(pidFile())) {
            return Optional.empty();
        }
        // Its arguments name the hub: another process that was given the number later does not.
        return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
                .filter(process -> commandLine(process.pid()).contains(hub.name()));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    synchronized void stop() throws IOException {
        running().ifPresent(ProcessHandle::destroyForcibly);
        Files.deleteIfExists(pidFile());
    }
}
