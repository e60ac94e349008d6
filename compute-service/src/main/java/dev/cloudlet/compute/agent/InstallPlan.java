package dev.cloudlet.compute.agent;

import dev.cloudlet.sandbox.MachineFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which files of an archive go where.
 *
 * @param copies source by destination, whole paths
 * @param directories what must be there before, outermost first
 */
record InstallPlan(Map<String, String> copies, Set<String> directories) {

    static InstallPlan of(Appspec appspec, MachineFiles files, String archive) {
        InstallPlan plan = new InstallPlan(new LinkedHashMap<>(), new LinkedHashSet<>());
        for (Appspec.FileMapping mapping : appspec.files()) {
            String source = inside(archive, mapping.source());
            String destination = Path.of(mapping.destination()).normalize().toString();
            plan.directory(destination);
            if (isDirectory(files, source)) {
                plan.tree(files, source, destination);
            } else {
                if (files.read(source, 1).isEmpty()) {
                    throw HostFailure.of("No such file or directory - " + source);
                }
                plan.copy(
                        source, join(destination, Path.of(source).getFileName().toString()));
            }
        }
        return plan;
    }

    /** A path within the archive, whatever the revision makes of it. */
    static String inside(String archive, String relative) {
        Path path = Path.of(archive + "/" + relative).normalize();
        if (!path.startsWith(archive)) {
            throw HostFailure.of("The path '" + relative + "' leads out of the revision");
        }
        return path.toString();
    }

    private static boolean isDirectory(MachineFiles files, String path) {
        Path whole = Path.of(path);
        Path parent = whole.getParent();
        return parent != null
                && files.list(parent.toString()).stream()
                        .anyMatch(each -> each.directory() && each.name().equals(String.valueOf(whole.getFileName())));
    }

    private void tree(MachineFiles files, String source, String destination) {
        for (MachineFiles.Entry each : files.list(source)) {
            String from = join(source, each.name());
            String to = join(destination, each.name());
            if (each.directory()) {
                directory(to);
                tree(files, from, to);
            } else {
                copy(from, to);
            }
        }
    }

    private void directory(String path) {
        if (copies.containsKey(path)) {
            throw AppspecReader.failed(
                    "because the application specification file includes an mkdir command more than once for the same destination path (%s) from (%s). Update the files section of the AppSpec file, and then try again."
                            .formatted(path, copies.get(path)));
        }
        directories.add(path);
    }

    private void copy(String source, String destination) {
        if (destination.indexOf('\n') >= 0) {
            throw HostFailure.of("The name of a file holds a line feed: " + destination.replace("\n", "\\n"));
        }
        if (directories.contains(destination)) {
            throw AppspecReader.failed(
                    "because the application specification file calls for installing the file %s, but a file with that name already exists at the location (%s). Update your AppSpec file or directory structure, and then try again."
                            .formatted(source, destination));
        }
        String other = copies.putIfAbsent(destination, source);
        if (other != null) {
            throw AppspecReader.failed(
                    "because the application specification file specifies two source files named %s and %s for the same destination (%s). Remove one of the source file paths from the AppSpec file, and then try again."
                            .formatted(source, other, destination));
        }
    }

    private static String join(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /**
     * The destinations that a permission is about: the file that it names, or what is below the directory that it names. The
     * directory itself is not meant.
     */
    List<String> objects(Appspec.Permission permission) {
        String object = Path.of(permission.object()).normalize().toString();
        Set<String> objects = new LinkedHashSet<>();
        if (permission.types().contains("file")) {
            if (copies.containsKey(object)) {
                requireWhole(permission);
                return List.of(object);
            }
            copies.keySet().stream()
                    .filter(each -> isMeant(permission, object, each))
                    .forEach(objects::add);
        }
        if (permission.types().contains("directory")) {
            directories.stream()
                    .filter(each -> isMeant(permission, object, each))
                    .forEach(objects::add);
        }
        return List.copyOf(objects);
    }

    // A pattern says which ones, and of a file there is but one.
    private static void requireWhole(Appspec.Permission permission) {
        if (!permission.pattern().equals("**")) {
            throw AppspecReader.failed(
                    "because the application specification file includes an object (%s) with an invalid pattern (%s), such as a pattern for a file applied to a directory. Correct the permissions section of the AppSpec file, and then try again."
                            .formatted(permission.object(), permission.pattern()));
        }
        if (!permission.except().isEmpty()) {
            throw AppspecReader.failed(
                    "because the except parameter for a pattern in the permissions section (%s) for the object named %s contains an invalid format. Update the AppSpec file, and then try again."
                            .formatted(permission.except(), permission.object()));
        }
    }

    private static boolean isMeant(Appspec.Permission permission, String object, String path) {
        String base = object.endsWith("/") ? object : object + "/";
        if (!path.startsWith(base) || path.equals(base)) {
            return false;
        }
        String name = path.substring(base.length());
        return NamePattern.matches(permission.pattern(), name)
                && permission.except().stream().noneMatch(each -> NamePattern.matchesName(each, name));
    }
}
