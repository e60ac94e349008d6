package dev.cloudlet.sandbox.oci;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which system calls a machine may make: the list in {@code syscalls.txt}, made of all calls of Linux less those that
 * load code into the kernel, set its clock, mount, make namespaces, use keyrings (which have none), or are so new or so
 * rarely used that they are mostly known for their holes. An unlisted call answers ENOSYS, and C libraries then try the older one.
 */
final class Seccomp {
    // Every CLONE_NEW* flag: a namespace of one's own, above all a user namespace, opens much of the kernel.
    private static final long NEW_NAMESPACES = 0x7E020000L;
    private static final int AF_VSOCK = 40;
    private static final int EPERM = 1;

    // Known calls to which "not permitted" is the answer that programs expect.
    private static final List<String> REFUSED = List.of(
            "bpf",
            "mount",
            "umount2",
            "pivot_root",
            "setns",
            "unshare",
            "reboot",
            "sethostname",
            "setdomainname",
            "init_module",
            "finit_module",
            "delete_module",
            "kexec_load",
            "clock_settime",
            "settimeofday",
            "swapon",
            "swapoff",
            "acct",
            "syslog",
            "perf_event_open",
            "open_by_handle_at",
            "keyctl",
            "add_key",
            "request_key");

    private Seccomp() {}

    static Map<String, Object> profile() throws IOException {
        var rules = new ArrayList<Map<String, Object>>();
        rules.add(Map.of("names", Resources.lines("syscalls.txt"), "action", "SCMP_ACT_ALLOW"));
        rules.add(Map.of(
                "names",
                List.of("clone"),
                "action",
                "SCMP_ACT_ALLOW",
                "args",
                List.of(Map.of("index", 0, "value", NEW_NAMESPACES, "valueTwo", 0, "op", "SCMP_CMP_MASKED_EQ"))));
        rules.add(Map.of(
                "names",
                List.of("socket"),
                "action",
                "SCMP_ACT_ALLOW",
                "args",
                List.of(Map.of("index", 0, "value", AF_VSOCK, "op", "SCMP_CMP_NE"))));
        // PER_LINUX, PER_LINUX32, either with UNAME26, and asking for the present one.
        for (long personality : new long[] {0, 8, 0x20000, 0x20008, 0xffffffffL}) {
            rules.add(Map.of(
                    "names",
                    List.of("personality"),
                    "action",
                    "SCMP_ACT_ALLOW",
                    "args",
                    List.of(Map.of("index", 0, "value", personality, "op", "SCMP_CMP_EQ"))));
        }
        rules.add(Map.of("names", REFUSED, "action", "SCMP_ACT_ERRNO", "errnoRet", EPERM));
        boolean arm = System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");
        return Map.of(
                "defaultAction",
                "SCMP_ACT_ERRNO",
                "defaultErrnoRet",
                38,
                "architectures",
                arm
                        ? List.of("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM")
                        : List.of("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"),
                "syscalls",
                rules);
    }
}
