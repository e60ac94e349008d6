package dev.cloudlet.compute.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads appspec.yml, with the genuine agent's demands. */
final class AppspecReader {
    private static final int MOST_SECONDS = 3600;
    private static final Set<String> BEHAVIORS = Set.of("DISALLOW", "OVERWRITE", "RETAIN");
    private static final LoadSettings YAML = LoadSettings.builder()
            .setLabel("appspec.yml")
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(1 << 20)
            .build();

    private AppspecReader() {}

    static Appspec read(byte[] file) {
        Map<?, ?> root = map(load(file), "the AppSpec file");
        String version = scalar(root.get("version"));
        if (!"0.0".equals(version)) {
            throw invalid("unsupported version: " + version);
        }
        if (!"linux".equals(scalar(root.get("os")))) {
            throw invalid("os is '" + scalar(root.get("os")) + "', and this instance runs linux");
        }
        String behavior = scalar(root.get("file_exists_behavior"));
        if (behavior != null && !BEHAVIORS.contains(behavior)) {
            throw invalid("file_exists_behavior is '" + behavior + "': DISALLOW, OVERWRITE or RETAIN");
        }
        return new Appspec(
                files(root.get("files")),
                Optional.ofNullable(behavior),
                permissions(root.get("permissions")),
                hooks(root.get("hooks")));
    }

    private static @Nullable Object load(byte[] file) {
        try {
            return new Load(YAML).loadFromString(new String(file, StandardCharsets.UTF_8));
        } catch (YamlEngineException e) {
            throw invalid(String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"));
        }
    }

    private static List<Appspec.FileMapping> files(@Nullable Object node) {
        List<Appspec.FileMapping> files = new ArrayList<>();
        for (Object each : list(node, "files")) {
            Map<?, ?> file = map(each, "an entry of files");
            files.add(new Appspec.FileMapping(
                    required(file, "source", "files"), absolute(required(file, "destination", "files"), "files")));
        }
        return files;
    }

    private static List<Appspec.Permission> permissions(@Nullable Object node) {
        List<Appspec.Permission> permissions = new ArrayList<>();
        for (Object each : list(node, "permissions")) {
            Map<?, ?> entry = map(each, "an entry of permissions");
            if (entry.get("context") != null) {
                throw invalid(
                        "permissions with an SELinux context cannot be set on this instance, which has no SELinux");
            }
            List<String> types = strings(entry.get("type"));
            String pattern = scalar(entry.get("pattern"));
            permissions.add(new Appspec.Permission(
                    absolute(required(entry, "object", "permissions"), "permissions"),
                    pattern == null ? "**" : pattern,
                    strings(entry.get("except")),
                    types.isEmpty() ? List.of("file", "directory") : types,
                    Optional.ofNullable(scalar(entry.get("owner"))),
                    Optional.ofNullable(scalar(entry.get("group"))),
                    Optional.ofNullable(scalar(entry.get("mode"))).map(AppspecReader::mode),
                    strings(entry.get("acls"))));
        }
        return permissions;
    }

    // YAML reads 0755 as a number; whichever way it was written, the digits are octal.
    private static String mode(String written) {
        if (!written.matches("[0-7]{1,4}")) {
            throw invalid("mode '" + written + "' of permissions is not an octal number of up to four digits");
        }
        return written;
    }

    private static Map<String, List<Appspec.Script>> hooks(@Nullable Object node) {
        Map<String, List<Appspec.Script>> hooks = new LinkedHashMap<>();
        if (node == null) {
            return hooks;
        }
        map(node, "hooks").forEach((event, scripts) -> {
            List<Appspec.Script> all = new ArrayList<>();
            int seconds = 0;
            for (Object each : list(scripts, "hooks of " + event)) {
                Appspec.Script script = script(map(each, "a script of " + event), String.valueOf(event));
                seconds += script.timeoutSeconds();
                all.add(script);
            }
            if (seconds > MOST_SECONDS
                    && all.size() > 1
                    && all.stream().anyMatch(s -> s.timeoutSeconds() != MOST_SECONDS)) {
                throw invalid("the timeouts of the scripts of " + event + " add up to more than 3600 seconds");
            }
            hooks.put(String.valueOf(event), all);
        });
        return hooks;
    }

    private static Appspec.Script script(Map<?, ?> entry, String event) {
        String timeout = scalar(entry.get("timeout"));
        if (timeout != null
                && (!timeout.matches("\\d{1,4}")
                        || Integer.parseInt(timeout) > MOST_SECONDS
                        || Integer.parseInt(timeout) < 1)) {
            throw invalid("timeout '" + timeout + "' of a script of " + event + " is not a number from 1 to 3600");
        }
        String user = scalar(entry.get("runas"));
        return new Appspec.Script(
                required(entry, "location", "hooks"),
                timeout == null ? MOST_SECONDS : Integer.parseInt(timeout),
                user == null ? "root" : user);
    }

    private static String required(Map<?, ?> entry, String name, String section) {
        String value = scalar(entry.get(name));
        if (value == null || value.isBlank()) {
            throw invalid("an entry of " + section + " has no " + name);
        }
        if (value.indexOf('\0') >= 0 || value.indexOf('\n') >= 0) {
            throw invalid(name + " of an entry of " + section + " has a character that no path has");
        }
        return value;
    }

    private static String absolute(String path, String section) {
        if (!path.startsWith("/")) {
            throw invalid("the path '" + path + "' in " + section + " is not absolute");
        }
        return path;
    }

    private static Map<?, ?> map(@Nullable Object node, String what) {
        if (node instanceof Map<?, ?> map) {
            return map;
        }
        throw invalid(what + " is not a mapping");
    }

    private static List<?> list(@Nullable Object node, String what) {
        return switch (node) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw invalid(what + " is not a list");
        };
    }

    private static List<String> strings(@Nullable Object node) {
        return switch (node) {
            case null -> List.of();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            default -> List.of(String.valueOf(node));
        };
    }

    private static @Nullable String scalar(@Nullable Object node) {
        return node == null ? null : String.valueOf(node);
    }

    private static HostFailure invalid(String why) {
        return HostFailure.of("The AppSpec file is not valid: " + why);
    }
}
