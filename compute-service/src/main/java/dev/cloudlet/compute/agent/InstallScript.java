package dev.cloudlet.compute.agent;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Writes an installation down as a shell script: removes what the group's last one put here, then makes directories, copies and sets
 * permissions. Everything is noted in the cleanup file before it is made, so that a second run begins by undoing the first.
 */
final class InstallScript {
    private static final String FUNCTIONS = """
        fail() { printf '%s\\n' "$1" >&2; exit 1; }
        note() { printf '%s\\n' "$1" >>"$cleanup" || fail "cannot write $cleanup"; }
        absent() {
            if [ -e "$1" ] || [ -L "$1" ]; then
                fail "The deployment failed because a specified file already exists at this location: $1"
            fi
        }
        directory() {
            if [ ! -d "$1" ]; then
                directory "$(dirname "$1")"
                note "$1"
                mkdir "$1" || fail "cannot make the directory $1"
            fi
        }
        copy() {
            if [ -d "$2" ]; then fail "there is a directory at $2, where a file is to go"; fi
            note "$2"
            cp -P -p --remove-destination "$1" "$2" || fail "cannot copy $1 to $2"
        }
        ours() { [ -f "$cleanup" ] && grep -qxF -e "$1" "$cleanup"; }
        retain() { if [ ! -e "$2" ] && [ ! -L "$2" ]; then copy "$1" "$2"; fi; }
        if [ -f "$cleanup" ]; then
            tac "$cleanup" | while IFS= read -r path; do
                if [ -d "$path" ] && [ ! -L "$path" ]; then
                    rmdir "$path" 2>/dev/null
                else
                    rm -f "$path"
                fi
            done
            rm -f "$cleanup"
        fi
        """;

    private InstallScript() {}

    /**
     * @param behavior DISALLOW, OVERWRITE or RETAIN
     */
    static String of(InstallPlan plan, Appspec appspec, String cleanupFile, String behavior) {
        StringBuilder script = new StringBuilder("#!/bin/sh\n# What the CodeDeploy agent did to install a revision.\n");
        script.append("umask 022\ncleanup=").append(quoted(cleanupFile)).append('\n');
        script.append("mkdir -p \"${cleanup%/*}\"\n").append(FUNCTIONS);
        if (behavior.equals("DISALLOW")) {
            plan.copies().keySet().forEach(to -> line(script, "absent", to));
        }
        plan.directories().forEach(each -> line(script, "directory", each));
        String copy = behavior.equals("RETAIN") ? "retain" : "copy";
        plan.copies().forEach((to, from) -> line(script, copy, from, to));
        Set<String> permitted = new HashSet<>();
        for (Appspec.Permission permission : appspec.permissions()) {
            for (String object : plan.objects(permission)) {
                if (!permitted.add(object)) {
                    throw AppspecReader.failed(
                            "because the permissions setting for (%s) is specified more than once in the application specification file. Update the files section of the AppSpec file, and then try again."
                                    .formatted(object));
                }
                permission(script, permission, object);
            }
        }
        return script.append("exit 0\n").toString();
    }

    // What was there before and stays is not the revision's to change.
    private static void permission(StringBuilder script, Appspec.Permission permission, String object) {
        words(script, "if ours", object);
        script.append("; then\n:\n");
        permission.mode().ifPresent(mode -> checked(script, "chmod", "--", mode, object));
        for (String acl : permission.acls()) {
            checked(script, "setfacl", "-m", acl, object);
        }
        owner(permission).ifPresent(owner -> checked(script, "chown", "--", owner, object));
        script.append("fi\n");
    }

    private static Optional<String> owner(Appspec.Permission permission) {
        if (permission.owner().isEmpty() && permission.group().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(permission.owner().orElse("")
                + permission.group().map(group -> ":" + group).orElse(""));
    }

    private static void checked(StringBuilder script, String command, String... arguments) {
        words(script, command, arguments);
        script.append(" || exit 1\n");
    }

    private static void line(StringBuilder script, String command, String... arguments) {
        words(script, command, arguments);
        script.append('\n');
    }

    private static void words(StringBuilder script, String command, String... arguments) {
        script.append(command);
        for (String argument : arguments) {
            script.append(' ').append(quoted(argument));
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
