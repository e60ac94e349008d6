package dev.cloudlet.build.buildspec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping of the document, read with the complaints that CodeBuild has about it. */
record YamlNode(String path, Map<?, ?> values) {

    static YamlNode of(String path, @Nullable Object value) {
        return switch (value) {
            case null -> new YamlNode(path, Map.of());
            case Map<?, ?> map -> new YamlNode(path, map);
            default -> throw new BuildspecException("Expected a map at " + path + ".");
        };
    }

    void allow(Set<String> keys) {
        for (Object key : values.keySet()) {
            if (!keys.contains(String.valueOf(key))) {
                throw new BuildspecException("Unknown key " + key + " at " + path + ".");
            }
        }
    }

    boolean has(String key) {
        return values.get(key) != null;
    }

    YamlNode child(String key) {
        return of(path + "." + key, values.get(key));
    }

    @Nullable
    String text(String key) {
        Object value = values.get(key);
        return value == null ? null : scalar(key, value);
    }

    String text(String key, String otherwise) {
        String value = text(key);
        return value == null ? otherwise : value;
    }

    /** A list of strings; a single string stands for a list of one. */
    List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        switch (values.get(key)) {
            case null -> {}
            case List<?> list -> list.forEach(item -> texts.add(scalar(key, item)));
            case Object single -> texts.add(scalar(key, single));
        }
        return texts;
    }

    Map<String, String> textMap() {
        Map<String, String> map = new LinkedHashMap<>();
        values.forEach(
                (key, value) -> map.put(String.valueOf(key), value == null ? "" : scalar(String.valueOf(key), value)));
        return map;
    }

    private String scalar(String key, @Nullable Object value) {
        if (value == null || value instanceof Map || value instanceof List) {
            throw new BuildspecException("Expected a string at " + path + "." + key
                    + ". Quote commands that contain a colon followed by a space.");
        }
        return String.valueOf(value);
    }
}
