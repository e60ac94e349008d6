package dev.cloudlet.sandbox;

import dev.cloudlet.sandbox.image.Images;
import dev.cloudlet.sandbox.network.NetworkInterface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to launch. It is kept with the machine, so {@link Machines#start} after a stop or a host restart needs only the id.
 *
 * @param id the caller's own name, such as {@code i-0abc} or {@code build-1}: 1 to 64 of a-z, 0-9, hyphen, starting with a letter
 * @param image an image id, {@link Images#HOST_USERLAND} or one from {@link Images#create}
 * @param hostname 1 to 63 characters
 * @param environment variables of the first process and of every exec
 * @param boot what the first process does
 * @param limits processor, memory, processes
 * @param network its interface, or empty for a machine that has only a loopback
 * @param mounts further mounts, in order
 * @param hosts further lines of {@code /etc/hosts}: name to address
 * @param nameservers addresses for {@code /etc/resolv.conf}
 * @param consoleBytes how much of the newest console output is kept at least; up to twice as much is on disk
 */
public record MachineSpec(
        String id,
        String image,
        String hostname,
        Map<String, String> environment,
        Boot boot,
        Limits limits,
        Optional<NetworkInterface> network,
        List<Mount> mounts,
        Map<String, String> hosts,
        List<String> nameservers,
        long consoleBytes) {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
    private static final Pattern HOSTNAME = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,61}[A-Za-z0-9])?");
    private static final Pattern HOST_LINE_WORD = Pattern.compile("[A-Za-z0-9._:-]{1,253}");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    public MachineSpec {
        require(ID.matcher(id).matches(), "not a machine id: " + id);
        require(ID.matcher(image).matches(), "not an image id: " + image);
        require(HOSTNAME.matcher(hostname).matches(), "not a host name: " + hostname);
        environment = Map.copyOf(environment);
        mounts = List.copyOf(mounts);
        hosts = Map.copyOf(hosts);
        nameservers = List.copyOf(nameservers);
        environment.forEach((name, value) -> {
            require(VARIABLE.matcher(name).matches(), "not an environment variable name: " + name);
            require(value.indexOf('\0') < 0, "environment variable " + name + " holds a zero byte");
        });
        hosts.forEach((name, address) -> require(
                HOST_LINE_WORD.matcher(name).matches()
                        && HOST_LINE_WORD.matcher(address).matches(),
                "not a hosts entry: " + name + " " + address));
        nameservers.forEach(
                address -> require(HOST_LINE_WORD.matcher(address).matches(), "not a nameserver address: " + address));
        require(consoleBytes >= 4096 && consoleBytes <= 1L << 30, "console size out of range 4 KiB-1 GiB");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new SandboxException(SandboxException.Reason.INVALID, otherwise);
        }
    }

    /** Begins a specification with an idle instance of the host's userland, small limits and no network. */
    public static Builder of(String id) {
        return new Builder(id);
    }

    /** Collects the parts of a {@link MachineSpec}. */
    public static final class Builder {
        private final String id;
        private String image = Images.HOST_USERLAND;
        private String hostname;
        private final Map<String, String> environment = new LinkedHashMap<>();
        private Boot boot = new Boot.Instance("");
        private Limits limits = Limits.SMALL;
        private Optional<NetworkInterface> network = Optional.empty();
        private List<Mount> mounts = List.of();
        private Map<String, String> hosts = Map.of();
        private List<String> nameservers = List.of();
        private long consoleBytes = 64 << 10;

        private Builder(String id) {
            this.id = id;
            this.hostname = id;
        }

        public Builder image(String value) {
            image = value;
            return this;
        }

        public Builder hostname(String value) {
            hostname = value;
            return this;
        }

        public Builder environment(Map<String, String> value) {
            environment.putAll(value);
            return this;
        }

        public Builder boot(Boot value) {
            boot = value;
            return this;
        }

        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        public Builder network(NetworkInterface value) {
            network = Optional.of(value);
            return this;
        }

        public Builder mounts(List<Mount> value) {
            mounts = value;
            return this;
        }

        public Builder hosts(Map<String, String> value) {
            hosts = value;
            return this;
        }

        public Builder nameservers(List<String> value) {
            nameservers = value;
            return this;
        }

        public Builder consoleBytes(long value) {
            consoleBytes = value;
            return this;
        }

        /** The finished specification; an {@link SandboxException.Reason#INVALID} error names the part out of range. */
        public MachineSpec build() {
            return new MachineSpec(
                    id, image, hostname, environment, boot, limits, network, mounts, hosts, nameservers, consoleBytes);
        }
    }
}
