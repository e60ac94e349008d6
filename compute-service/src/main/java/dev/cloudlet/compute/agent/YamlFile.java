package dev.cloudlet.compute.agent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A YAML file of a stranger, and the shapes of what is in it. Aliases that multiply, and documents of any depth, are refused. */
final class YamlFile {
    private static final int MOST_DEPTH = 50;
    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("appspec.yml")
            .setSchema(new CoreSchema())
            .setAllowDuplicateKeys(true)
            .setMaxAliasesForCollections(20)
            .setCodePointLimit(1 << 20)
            .build();

    private YamlFile() {}

    static @Nullable Object read(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        try {
            YamlDepth.check(SETTINGS, text, MOST_DEPTH);
            return new Load(SETTINGS).loadFromString(text);
        } catch (MarkedYamlEngineException e) {
            throw invalid(e.getProblem() + e.getProblemMark().map(YamlFile::at).orElse(""));
        } catch (YamlEngineException e) {
            throw invalid(String.valueOf(e.getMessage()).lines().findFirst().orElse("not YAML"));
        }
    }

    private static String at(Mark mark) {
        return " at line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1);
    }

    static Map<?, ?> map(@Nullable Object node, String what) {
        if (node instanceof Map<?, ?> map) {
            return map;
        }
        throw invalid(what + " is not a mapping");
    }

    /** A list; what is not there is an empty one. */
    static List<?> list(@Nullable Object node, String what) {
        return switch (node) {
            case null -> List.of();
            case List<?> list -> list;
            default -> throw invalid(what + " is not a list");
        };
    }

    /** Text, a number or a truth value as it would be written; empty if there is nothing. */
    static Optional<String> scalar(@Nullable Object node) {
        return switch (node) {
            case null -> Optional.empty();
            case String text -> Optional.of(text);
            case Number number -> Optional.of(number.toString());
            case Boolean truth -> Optional.of(truth.toString());
            // Never their toString: they may hold themselves.
            default -> throw invalid("there is a list or a mapping where a text was expected");
        };
    }

    static HostFailure invalid(String why) {
        return HostFailure.of("The AppSpec file is not valid: " + why);
    }
}
