package dev.cloudlet.compute.agent;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a revision says about its installation.
 *
 * @param fileExistsBehavior what the revision itself says about files that are there already
 * @param hooks by lifecycle event
 * @see <a href="https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure.html">AppSpec file</a>
 */
record Appspec(
        List<FileMapping> files,
        Optional<String> fileExistsBehavior,
        List<Permission> permissions,
        Map<String, List<Script>> hooks) {

    /** A file or directory of the bundle, and the directory it goes to. */
    record FileMapping(String source, String destination) {}

    /**
     * Who may do what with files that were installed.
     *
     * @param pattern which ones below the object, {@code **} for all
     * @param except patterns of those that are not meant
     * @param types file, directory
     */
    record Permission(
            String object,
            String pattern,
            List<String> except,
            List<String> types,
            Optional<String> owner,
            Optional<String> group,
            Optional<String> mode,
            List<String> acls) {}

    /** A script of an event. */
    record Script(String location, int timeoutSeconds, String user) {}
}
