package dev.cloudlet.compute.agent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the permissions of an AppSpec file. */
final class PermissionsReader {
    private static final String SECTION = "permissions";
    private static final Set<String> TYPES = Set.of("file", "directory");

    private PermissionsReader() {}

    static List<Appspec.Permission> read(@Nullable Object node) {
        List<Appspec.Permission> permissions = new ArrayList<>();
        for (Object each : YamlFile.list(node, SECTION)) {
            permissions.add(permission(YamlFile.map(each, "an entry of permissions")));
        }
        return permissions;
    }

    private static Appspec.Permission permission(Map<?, ?> entry) {
        String object = AppspecReader.path(entry.get("object"), SECTION);
        if (object.isEmpty()) {
            throw AppspecReader.failed(
                    "because a permission listed in the application specification file has no object value. Update the"
                            + " permissions section of the AppSpec file, and then try again.");
        }
        if (entry.get("context") != null) {
            throw YamlFile.invalid(
                    "permissions with an SELinux context cannot be set on this instance, which has no SELinux");
        }
        return new Appspec.Permission(
                AppspecReader.absolute(object, SECTION),
                YamlFile.scalar(entry.get("pattern")).orElse("**"),
                texts(entry.get("except"), "except"),
                types(entry.get("type")),
                YamlFile.scalar(entry.get("owner")),
                YamlFile.scalar(entry.get("group")),
                YamlFile.scalar(entry.get("mode")).map(PermissionsReader::mode),
                texts(entry.get("acls"), "acls"));
    }

    private static List<String> types(@Nullable Object node) {
        if (node == null) {
            return List.of("file", "directory");
        }
        List<String> types = texts(node, "type");
        types.stream().filter(each -> !TYPES.contains(each)).findFirst().ifPresent(each -> {
            // Without the space between file and specifies, as the genuine agent says it.
            throw AppspecReader.failed(
                    "because the application specification filespecifies a permission for an object type not supported for permissions (%s). Update the permissions section of the AppSpec file, and then try again."
                            .formatted(each));
        });
        return types;
    }

    // YAML reads 0755 as a number; whichever way it was written, the digits are octal.
    private static String mode(String written) {
        if (written.length() > 4) {
            throw AppspecReader.failed(
                    "because the length of a permissions mode (%s) in the application specification file is invalid. Permissions modes must be between one and four characters long. Update the permissions section of the AppSpec file, and then try again."
                            .formatted(written));
        }
        String mode = "0".repeat(Math.max(0, 3 - written.length())) + written;
        mode.chars().filter(c -> c < '0' || c > '7').findFirst().ifPresent(c -> {
            throw AppspecReader.failed(
                    "because the permissions mode (%s) in the application specification file contains an invalid character (%s). Update the permissions section of the AppSpec file, and then try again."
                            .formatted(mode, Character.toString(c)));
        });
        return mode;
    }

    // One of them need not be written as a list.
    private static List<String> texts(@Nullable Object node, String what) {
        Optional<String> one = node instanceof List<?> ? Optional.empty() : YamlFile.scalar(node);
        return one.map(List::of).orElseGet(() -> YamlFile.list(node, what).stream()
                .map(each -> YamlFile.scalar(each).orElse(""))
                .toList());
    }
}
