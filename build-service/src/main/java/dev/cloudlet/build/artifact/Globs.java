package dev.cloudlet.build.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.stream.Stream;

/** The files that the patterns of a buildspec mean. Links are not followed: a build cannot carry off what it only points at. */
final class Globs {
    private static final int DEEPEST = 64;

    private Globs() {}

    /** Regular files below the base that match a pattern and no exclusion, in a stable order, relative to the base. */
    static List<Path> find(Path base, List<String> patterns, List<String> exclusions) {
        List<PathMatcher> wanted = patterns.stream().map(Globs::matcher).toList();
        List<PathMatcher> unwanted = exclusions.stream().map(Globs::matcher).toList();
        try (Stream<Path> all = Files.walk(base, DEEPEST)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(base::relativize)
                    .filter(file -> wanted.stream().anyMatch(m -> m.matches(file)))
                    .filter(file -> unwanted.stream().noneMatch(m -> m.matches(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** CodeBuild's {@code **}{@code /*} also means files of the directory itself. */
    private static PathMatcher matcher(String pattern) {
        String normal = pattern.replaceFirst("^\\./", "").replaceAll("/+$", "/**");
        String glob = normal.contains("**/") ? "{" + normal + "," + normal.replace("**/", "") + "}" : normal;
        return FileSystems.getDefault().getPathMatcher("glob:" + glob);
    }
}
