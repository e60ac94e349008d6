package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.Boot;
import dev.cloudlet.sandbox.Limits;
import dev.cloudlet.sandbox.MachineSpec;
import dev.cloudlet.sandbox.Mount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the {@code config.json} of a machine.
 *
 * @see <a href="https://github.com/opencontainers/runtime-spec/blob/main/config.md">OCI runtime specification</a>
 */
record Bundle(MachineSpec spec, MachineDirectory machine, Path init, String controlGroup) {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final long PERIOD = 100_000;
    private static final int OPEN_FILES = 65_536;

    static final List<String> INIT = List.of("/bin/sh", "/run/cloudlet/init");

    /** Writes it for a machine in that network namespace, or in one with nothing but a loopback. */
    void write(Optional<Path> networkNamespace, Users.Account account) throws IOException {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("ociVersion", "1.0.2");
        config.put("hostname", spec.hostname());
        config.put("root", Map.of("path", machine.rootfs().toString()));
        config.put("process", process(arguments(), "/", environment(spec, account, Map.of()), account));
        config.put("mounts", mounts());
        config.put("linux", linux(networkNamespace));
        Files.write(machine.bundle().resolve("config.json"), JsonMapper.shared().writeValueAsBytes(config));
    }

    private List<String> arguments() {
        var all = new ArrayList<>(INIT);
        switch (spec.boot()) {
            case Boot.Instance instance -> all.addAll(List.of("instance", spec.id()));
            case Boot.Command command -> {
                all.addAll(List.of("command", command.workingDirectory()));
                all.addAll(command.command());
            }
        }
        return all;
    }

    /** The variables of a process: what a login would set, the machine's own, then the given ones. */
    static List<String> environment(MachineSpec spec, Users.Account account, Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("PATH", PATH);
        all.put("HOME", account.home());
        all.put("USER", account.name());
        all.put("LOGNAME", account.name());
        all.put("LANG", "C.UTF-8");
        all.putAll(spec.environment());
        all.putAll(more);
        return all.entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .toList();
    }

    /** The description of a process. Only root has capabilities; others can gain root's bounding set by sudo alone. */
    static Map<String, Object> process(
            List<String> arguments, String directory, List<String> environment, Users.Account account)
            throws IOException {
        List<String> bounding = Capabilities.ofMachines();
        List<String> effective = account.uid() == 0 ? bounding : List.of();
        int files = Math.min(OPEN_FILES, Capabilities.openFilesAtMost());
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("terminal", false);
        process.put("cwd", directory);
        process.put("args", arguments);
        process.put("env", environment);
        process.put(
                "user", Map.of("uid", account.uid(), "gid", account.gid(), "additionalGids", account.furtherGroups()));
        process.put(
                "capabilities",
                Map.of("bounding", bounding, "effective", effective, "permitted", effective, "inheritable", List.of()));
        process.put("noNewPrivileges", false);
        process.put("rlimits", List.of(Map.of("type", "RLIMIT_NOFILE", "soft", files, "hard", files)));
        // When the host itself runs short, machines go before the cloud.
        process.put("oomScoreAdj", 300);
        return process;
    }

    private List<Map<String, Object>> mounts() {
        var all = new ArrayList<Map<String, Object>>();
        all.add(mount("/proc", "proc", "proc", "nosuid", "noexec", "nodev"));
        all.add(mount("/dev", "tmpfs", "tmpfs", "nosuid", "strictatime", "mode=755", "size=65536k"));
        all.add(mount(
                "/dev/pts",
                "devpts",
                "devpts",
                "nosuid",
                "noexec",
                "newinstance",
                "ptmxmode=0666",
                "mode=0620",
                "gid=5"));
        all.add(mount("/dev/shm", "tmpfs", "shm", "nosuid", "nodev", "mode=1777"));
        all.add(mount("/dev/mqueue", "mqueue", "mqueue", "nosuid", "noexec", "nodev"));
        all.add(mount("/sys", "sysfs", "sysfs", "nosuid", "noexec", "nodev", "ro"));
        all.add(mount("/sys/fs/cgroup", "cgroup", "cgroup", "nosuid", "noexec", "nodev", "relatime", "ro"));
        all.add(mount("/run", "tmpfs", "tmpfs", "nosuid", "nodev", "mode=755"));
        all.add(mount("/run/cloudlet/init", "bind", init.toString(), "bind", "ro", "nosuid", "nodev"));
        all.add(mount(
                "/run/cloudlet/exit", "bind", machine.exit().toString(), "bind", "rw", "noexec", "nosuid", "nodev"));
        for (Mount each : spec.mounts()) {
            all.add(
                    switch (each) {
                        case Mount.Bind bind ->
                            mount(
                                    bind.target(),
                                    "bind",
                                    bind.source().toString(),
                                    "rbind",
                                    bind.readOnly() ? "ro" : "rw",
                                    "nosuid",
                                    "nodev");
                        case Mount.Tmpfs tmpfs ->
                            mount(
                                    tmpfs.target(),
                                    "tmpfs",
                                    "tmpfs",
                                    "nosuid",
                                    "nodev",
                                    "mode=1777",
                                    "size=" + tmpfs.bytes());
                    });
        }
        return all;
    }

    private static Map<String, Object> mount(String destination, String type, String source, String... options) {
        return Map.of("destination", destination, "type", type, "source", source, "options", List.of(options));
    }

    private Map<String, Object> linux(Optional<Path> networkNamespace) throws IOException {
        var namespaces = new ArrayList<Map<String, String>>();
        for (String type : List.of("pid", "ipc", "uts", "mount", "cgroup")) {
            namespaces.add(Map.of("type", type));
        }
        namespaces.add(networkNamespace
                .map(path -> Map.of("type", "network", "path", path.toString()))
                .orElse(Map.of("type", "network")));
        var hidden = List.of(
                "/proc/acpi",
                "/proc/kcore",
                "/proc/keys",
                "/proc/latency_stats",
                "/proc/timer_list",
                "/proc/sched_debug",
                "/proc/scsi",
                "/sys/firmware",
                "/sys/devices/virtual/powercap");
        Map<String, Object> linux = new LinkedHashMap<>();
        linux.put("namespaces", namespaces);
        linux.put("maskedPaths", hidden);
        linux.put("readonlyPaths", List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"));
        linux.put("seccomp", Seccomp.profile());
        linux.put("cgroupsPath", "/" + controlGroup);
        linux.put("resources", resources(spec.limits()));
        return linux;
    }

    private Map<String, Object> resources(Limits limits) {
        Map<String, Object> cpu = new LinkedHashMap<>();
        cpu.put("quota", Math.round(limits.vcpus() * PERIOD));
        cpu.put("period", PERIOD);
        cpu.put("shares", Math.clamp(Math.round(limits.vcpus() * 1024), 2, 262_144));
        processors(limits.vcpus()).ifPresent(list -> cpu.put("cpus", list));
        return Map.of(
                "devices",
                List.of(Map.of("allow", false, "access", "rwm")),
                "memory",
                Map.of("limit", limits.memoryBytes(), "swap", limits.memoryBytes()),
                "cpu",
                cpu,
                "pids",
                Map.of("limit", limits.pids()));
    }

    // So that nproc and language runtimes inside count the machine's processors and not the host's. Which ones follows
    // from the id, to spread machines over the host.
    private Optional<String> processors(double vcpus) {
        int host = Runtime.getRuntime().availableProcessors();
        int wanted = (int) Math.ceil(vcpus);
        if (wanted >= host) {
            return Optional.empty();
        }
        int first = Math.floorMod(spec.id().hashCode(), host);
        var list = new ArrayList<String>();
        for (int i = 0; i < wanted; i++) {
            list.add(Integer.toString((first + i) % host));
        }
        return Optional.of(String.join(",", list));
    }
}
