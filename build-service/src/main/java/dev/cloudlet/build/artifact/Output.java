package dev.cloudlet.build.artifact;

import dev.cloudlet.build.buildspec.Buildspec.Artifacts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a build leaves behind: files below a base directory, chosen by the buildspec. */
public record Output(Path base, List<Path> files, boolean discardPaths) {

    /** The files that the buildspec names. */
    public static Output of(Path base, Artifacts artifacts) {
        return new Output(
                base, Globs.find(base, artifacts.files(), artifacts.excludePaths()), artifacts.discardPaths());
    }

    /** Packs them into one archive. */
    public void zip(Path archive) throws IOException {
        Zips.write(archive, base, files, discardPaths);
    }

    /** Each file by the name it has below a place, in an output that is not packed. */
    public Map<String, Path> below(String place) {
        Map<String, Path> named = new LinkedHashMap<>();
        for (Path file : files) {
            named.put(place + "/" + (discardPaths ? file.getFileName() : file), base.resolve(file));
        }
        return named;
    }
}
