package dev.cloudlet.compute.agent;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads appspec.yml, with the genuine agent's demands and in its words. */
final class AppspecReader {
    private static final int MOST_SECONDS = 3600;
    private static final Set<String> BEHAVIORS = Set.of("DISALLOW", "OVERWRITE", "RETAIN");
    private static final Pattern LEADING_DIGITS = Pattern.compile("\\s*(\\d{1,9}).*", Pattern.DOTALL);

    private AppspecReader() {}

    static Appspec read(byte[] file) {
        Object document = YamlFile.read(file);
        if (document == null) {
            throw failed("because the application specification file was empty. Make sure your AppSpec file defines at"
                    + " minimum the 'version' and 'os' properties.");
        }
        Map<?, ?> root = YamlFile.map(document, "the AppSpec file");
        requireVersion(root.get("version"));
        String os = text(root.get("os"));
        if (!os.equals("linux")) {
            throw failed(
                    "because the application specification file specifies an unsupported operating system (%s). Specify either \"linux\" or \"windows\" in the os section of the AppSpec file, and then try again."
                            .formatted(os));
        }
        Optional<String> behavior = YamlFile.scalar(root.get("file_exists_behavior"));
        behavior.filter(each -> !BEHAVIORS.contains(each)).ifPresent(each -> {
            throw failed(
                    "because an invalid file_exists_behavior value (%s) was entered in the application specification file. Make sure your AppSpec file specifies one of DISALLOW,OVERWRITE,RETAIN as the file_exists_behavior, and then try again."
                            .formatted(each));
        });
        return new Appspec(
                files(root.get("files")),
                behavior,
                PermissionsReader.read(root.get("permissions")),
                hooks(root.get("hooks")));
    }

    // The number: text in quotes is none.
    private static void requireVersion(@Nullable Object version) {
        if (!(version instanceof Number number) || number.doubleValue() != 0.0) {
            throw failed(
                    "because an invalid version value (%s) was entered in the application specification file. Make sure your AppSpec file specifies \"0.0\" as the version, and then try again."
                            .formatted(text(version)));
        }
    }

    private static List<Appspec.FileMapping> files(@Nullable Object node) {
        List<Appspec.FileMapping> files = new ArrayList<>();
        for (Object each : YamlFile.list(node, "files")) {
            Map<?, ?> file = YamlFile.map(each, "an entry of files");
            String source = path(file.get("source"), "files");
            if (source.isEmpty()) {
                throw failed(
                        "because the application specification file specifies a destination file, but no source file."
                                + " Update the files section of the AppSpec file, and then try again.");
            }
            String destination = path(file.get("destination"), "files");
            if (destination.isEmpty()) {
                throw failed(
                        "because the application specification file specifies only a source file (%s). Add the name of the destination file to the files section of the AppSpec file, and then try again."
                                .formatted(source));
            }
            files.add(new Appspec.FileMapping(source, absolute(destination, "files")));
        }
        return files;
    }

    private static Map<String, List<Appspec.Script>> hooks(@Nullable Object node) {
        Map<String, List<Appspec.Script>> hooks = new LinkedHashMap<>();
        if (node == null) {
            return hooks;
        }
        YamlFile.map(node, "hooks").forEach((name, scripts) -> {
            String event = text(name);
            List<Appspec.Script> all = new ArrayList<>();
            long seconds = 0;
            for (Object each : YamlFile.list(scripts, "hooks of " + event)) {
                Map<?, ?> entry = YamlFile.map(each, "a script of " + event);
                Appspec.Script script = script(entry);
                // Those that say none may take what the others leave.
                seconds += entry.get("timeout") == null ? 0 : script.timeoutSeconds();
                all.add(script);
            }
            if (seconds > MOST_SECONDS) {
                throw YamlFile.invalid("the timeouts of the scripts of " + event + " add up to more than 3600 seconds");
            }
            hooks.put(event, all);
        });
        return hooks;
    }

    private static Appspec.Script script(Map<?, ?> entry) {
        String location = path(entry.get("location"), "hooks");
        if (location.isEmpty()) {
            throw failed(
                    "because the application specification file specifies a script with no location value. Specify the"
                            + " location in the hooks section of the AppSpec file, and then try again.");
        }
        String user = text(entry.get("runas")).strip();
        return new Appspec.Script(
                location,
                YamlFile.scalar(entry.get("timeout"))
                        .map(AppspecReader::seconds)
                        .orElse(MOST_SECONDS),
                user.isEmpty() ? "root" : user);
    }

    // As Ruby reads a number off the beginning of a text.
    private static int seconds(String written) {
        Matcher digits = LEADING_DIGITS.matcher(written);
        int seconds = digits.matches() ? Integer.parseInt(digits.group(1)) : 0;
        if (seconds <= 0 || seconds > MOST_SECONDS) {
            throw failed(
                    "because an invalid timeout value was provided for a script in the application specification file."
                            + " Make corrections in the hooks section of the AppSpec file, and then try again.");
        }
        return seconds;
    }

    /** A path, empty if there is none. */
    static String path(@Nullable Object node, String section) {
        String value = text(node).strip();
        if (value.indexOf('\0') >= 0 || value.indexOf('\n') >= 0) {
            throw YamlFile.invalid("a path in " + section + " has a character that no path has");
        }
        return value;
    }

    static String absolute(String path, String section) {
        if (!path.startsWith("/")) {
            throw YamlFile.invalid("the path '" + path + "' in " + section + " is not absolute");
        }
        return path;
    }

    private static String text(@Nullable Object node) {
        return YamlFile.scalar(node).orElse("");
    }

    static HostFailure failed(String why) {
        return HostFailure.of("The deployment failed " + why);
    }
}
