package dev.cloudlet.sandbox.oci;

import dev.cloudlet.sandbox.MachineFiles;
import dev.cloudlet.sandbox.SandboxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The user accounts of a machine, read from its own {@code /etc}.
 *
 * @param files the machine's root filesystem
 */
record Users(MachineFiles files) {
    private static final int READ_AT_MOST = 1 << 20;
    static final Account ROOT = new Account("root", 0, 0, List.of(), "/root");

    /** An account. */
    record Account(String name, long uid, long gid, List<Long> furtherGroups, String home) {}

    /** The account of that name; INVALID when the machine has none. Root needs no file. */
    Account named(String name) {
        if (name.equals("root")) {
            return ROOT;
        }
        for (List<String> fields : lines("/etc/passwd")) {
            if (fields.size() >= 6
                    && fields.get(0).equals(name)
                    && isNumber(fields.get(2))
                    && isNumber(fields.get(3))) {
                return new Account(
                        name,
                        Long.parseLong(fields.get(2)),
                        Long.parseLong(fields.get(3)),
                        groupsOf(name),
                        fields.get(5));
            }
        }
        throw new SandboxException(SandboxException.Reason.INVALID, "the machine has no user " + name);
    }

    private List<Long> groupsOf(String name) {
        var all = new ArrayList<Long>();
        for (List<String> fields : lines("/etc/group")) {
            if (fields.size() >= 4
                    && isNumber(fields.get(2))
                    && Arrays.asList(fields.get(3).split(",", -1)).contains(name)) {
                all.add(Long.parseLong(fields.get(2)));
            }
        }
        return all;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,9}");
    }

    private List<List<String>> lines(String file) {
        return files.read(file, READ_AT_MOST)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> List.of(line.split(":", -1)))
                        .toList())
                .orElse(List.of());
    }
}
