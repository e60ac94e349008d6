package dev.cloudlet.build.buildspec;

import dev.cloudlet.build.buildspec.Buildspec.Artifacts;
import dev.cloudlet.build.buildspec.Buildspec.OnFailure;
import dev.cloudlet.build.buildspec.Buildspec.Phase;
import dev.cloudlet.build.buildspec.Buildspec.PhaseName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code buildspec.yml}, version 0.2, and refuses what it would otherwise have to ignore. */
public final class BuildspecParser {
    private static final int MOST_CHARACTERS = 1 << 20;
    private static final Set<String> KEYS =
            Set.of("version", "run-as", "env", "proxy", "batch", "phases", "reports", "artifacts", "cache");
    private static final Set<String> NOT_THERE = Set.of("batch", "reports", "proxy");
    private static final Set<String> ENV_KEYS = Set.of(
            "shell", "variables", "parameter-store", "secrets-manager", "exported-variables", "git-credential-helper");
    private static final Set<String> PHASE_KEYS =
            Set.of("run-as", "on-failure", "runtime-versions", "commands", "finally", "steps");
    private static final Set<String> ARTIFACT_KEYS = Set.of(
            "files",
            "name",
            "discard-paths",
            "base-directory",
            "exclude-paths",
            "enable-symlinks",
            "s3-prefix",
            "secondary-artifacts");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private BuildspecParser() {}

    /**
     * @throws BuildspecException in the words that CodeBuild puts into the phase's context
     */
    public static Buildspec parse(String yaml) {
        YamlNode root = YamlNode.of("document", load(yaml));
        root.allow(KEYS);
        for (String key : NOT_THERE) {
            if (root.has(key)) {
                throw new BuildspecException("'" + key + "' is not available in this cloud yet.");
            }
        }
        String version = root.text("version");
        if (!"0.2".equals(version)) {
            throw new BuildspecException(
                    version == null
                            ? "Missing version. Use version: 0.2."
                            : "Version " + version + " is not supported. Use version: 0.2.");
        }
        YamlNode env = root.child("env");
        env.allow(ENV_KEYS);
        for (String key : List.of("parameter-store", "secrets-manager")) {
            if (env.has(key)) {
                throw new BuildspecException("'env/" + key + "' is not available in this cloud yet.");
            }
        }
        YamlNode artifacts = root.child("artifacts");
        return new Buildspec(
                shell(env.text("shell", "sh")),
                variables(env.child("variables")),
                env.texts("exported-variables"),
                phases(root.child("phases"), root.text("run-as", "root")),
                artifacts.values().isEmpty() || !artifacts.has("files") ? null : artifacts(artifacts),
                secondary(artifacts.child("secondary-artifacts")));
    }

    private static @Nullable Object load(String yaml) {
        if (yaml.length() > MOST_CHARACTERS) {
            throw new BuildspecException("The buildspec is larger than " + MOST_CHARACTERS + " characters.");
        }
        try {
            return new Load(LoadSettings.builder()
                            .setMaxAliasesForCollections(20)
                            .setAllowDuplicateKeys(false)
                            .build())
                    .loadFromString(yaml);
        } catch (YamlEngineException e) {
            throw new BuildspecException(String.valueOf(e.getMessage())
                    .lines()
                    .limit(4)
                    .reduce((a, b) -> a + " " + b)
                    .orElse(""));
        }
    }

    private static String shell(String named) {
        return switch (named) {
            case "sh", "/bin/sh" -> "/bin/sh";
            case "bash", "/bin/bash" -> "/bin/bash";
            default -> throw new BuildspecException("Shell " + named + " is not supported on Linux. Use sh or bash.");
        };
    }

    private static Map<String, String> variables(YamlNode node) {
        Map<String, String> variables = node.textMap();
        variables.keySet().forEach(name -> {
            if (!VARIABLE.matcher(name).matches()) {
                throw new BuildspecException("'" + name + "' is not the name of an environment variable.");
            }
        });
        return variables;
    }

    private static List<Phase> phases(YamlNode node, String runAs) {
        node.allow(Set.of("install", "pre_build", "build", "post_build"));
        List<Phase> phases = new ArrayList<>();
        for (PhaseName name : PhaseName.values()) {
            String key = name.name().toLowerCase(Locale.ROOT);
            if (node.has(key)) {
                phases.add(phase(name, node.child(key), runAs));
            }
        }
        if (phases.isEmpty()) {
            throw new BuildspecException(
                    "No phases. At least one of install, pre_build, build and post_build is needed.");
        }
        return phases;
    }

    private static Phase phase(PhaseName name, YamlNode node, String runAs) {
        node.allow(PHASE_KEYS);
        OnFailure onFailure =
                switch (node.text("on-failure", "")) {
                    case "" -> OnFailure.UNSAID;
                    case "ABORT" -> OnFailure.ABORT;
                    case "CONTINUE" -> OnFailure.CONTINUE;
                    case String other ->
                        throw new BuildspecException("on-failure " + other + " is not ABORT or CONTINUE.");
                };
        if (node.has("finally") && node.texts("commands").isEmpty()) {
            throw new BuildspecException("finally at " + node.path() + " needs commands beside it.");
        }
        return new Phase(name, node.text("run-as", runAs), onFailure, node.texts("commands"), node.texts("finally"));
    }

    private static Map<String, Artifacts> secondary(YamlNode node) {
        Map<String, Artifacts> secondary = new LinkedHashMap<>();
        node.values().keySet().forEach(key -> {
            String identifier = String.valueOf(key);
            secondary.put(identifier, artifacts(node.child(identifier)));
        });
        return secondary;
    }

    private static Artifacts artifacts(YamlNode node) {
        node.allow(ARTIFACT_KEYS);
        List<String> files = node.texts("files");
        if (files.isEmpty()) {
            throw new BuildspecException("No files at " + node.path() + ".");
        }
        return new Artifacts(
                files,
                node.texts("exclude-paths"),
                node.text("name"),
                node.text("discard-paths", "no").matches("yes|true"),
                node.text("base-directory"));
    }
}
