package dev.cloudlet.build.buildspec;

/** A buildspec that cannot be used, in CodeBuild's words: {@code YAML_FILE_ERROR} and what is wrong. */
public final class BuildspecException extends RuntimeException {
    public BuildspecException(String message) {
        super("YAML_FILE_ERROR Message: " + message);
    }
}
