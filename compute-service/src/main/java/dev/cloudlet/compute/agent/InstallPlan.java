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
            plan.directories.add(destination);
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
                directories.add(to);
                tree(files, from, to);
            } else {
                copy(from, to);
            }
        }
    }

    private void copy(String source, String destination) {
        if (destination.indexOf('\n') >= 0) {
            throw HostFailure.of("The name of a file holds a line feed: " + destination.replace("\n", "\\n"));
        }
        if (copies.putIfAbsent(destination, source) != null) {
            throw HostFailure.of("The AppSpec file puts two files at the same place: " + destination);
        }
    }

    private static String join(String directory, String name) {
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /** The destinations that a permission is about, files and directories. */
    List<String> objects(Appspec.Permission permission) {
        Set<String> objects = new LinkedHashSet<>();
        if (permission.types().contains("directory")) {
            directories.stream().filter(each -> isMeant(permission, each)).forEach(objects::add);
        }
        if (permission.types().contains("file")) {
            copies.keySet().stream().filter(each -> isMeant(permission, each)).forEach(objects::add);
        }
        return List.copyOf(objects);
    }

    private static boolean isMeant(Appspec.Permission permission, String path) {
        String object = Path.of(permission.object()).normalize().toString();
        if (path.equals(object)) {
            return true;
        }
        String base = object.endsWith("/") ? object : object + "/";
        if (!path.startsWith(base)) {
            return false;
        }
        String name = path.substring(base.length());
        return NamePattern.matches(permission.pattern(), name)
                && permission.except().stream().noneMatch(each -> NamePattern.matches(each, name));
    }
}
