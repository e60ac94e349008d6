package dev.cloudlet.sandbox.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What root inside a machine may do: what daemons need on their own machine, and nothing that reaches the host. */
final class Capabilities {
    // Numbers from linux/capability.h.
    private static final Map<String, Integer> WANTED = new TreeMap<>(Map.ofEntries(
            Map.entry("CAP_CHOWN", 0),
            Map.entry("CAP_DAC_OVERRIDE", 1),
            Map.entry("CAP_FOWNER", 3),
            Map.entry("CAP_FSETID", 4),
            Map.entry("CAP_KILL", 5),
            Map.entry("CAP_SETGID", 6),
            Map.entry("CAP_SETUID", 7),
            Map.entry("CAP_SETPCAP", 8),
            Map.entry("CAP_NET_BIND_SERVICE", 10),
            Map.entry("CAP_NET_RAW", 13),
            Map.entry("CAP_SYS_CHROOT", 18),
            Map.entry("CAP_AUDIT_WRITE", 29),
            Map.entry("CAP_SETFCAP", 31)));

    private Capabilities() {}

    /** The wanted ones that this process has itself: on some hosts root lacks a few, and a runtime fails on those. */
    static List<String> ofMachines() throws IOException {
        long held = Long.parseUnsignedLong(line("/proc/self/status", "CapBnd:"), 16);
        return WANTED.entrySet().stream()
                .filter(each -> (held >>> each.getValue() & 1) == 1)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The bound on open files that this process cannot raise without CAP_SYS_RESOURCE. */
    static int openFilesAtMost() throws IOException {
        String[] fields = line("/proc/self/limits", "Max open files").split("\\s+", -1);
        return fields[1].equals("unlimited")
                ? Integer.MAX_VALUE
                : (int) Math.min(Integer.MAX_VALUE, Long.parseLong(fields[1]));
    }

    private static String line(String file, String start) throws IOException {
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith(start)) {
                return line.substring(start.length()).strip();
            }
        }
        throw new IOException(file + " has no line " + start);
    }
}
