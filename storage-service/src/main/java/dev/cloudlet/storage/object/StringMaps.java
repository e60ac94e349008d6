package dev.cloudlet.storage.object;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Maps of strings in columns of type jsonb; empty ones are null there. */
@Component
public final class StringMaps {
    private static final TypeReference<TreeMap<String, String>> TYPE = new TypeReference<>() {};

    private final JsonMapper json;

    public StringMaps(JsonMapper json) {
        this.json = json;
    }

    /** From a column. */
    public Map<String, String> read(@Nullable String column) {
        return column == null ? Map.of() : json.readValue(column, TYPE);
    }

    /** For a column. */
    public @Nullable String write(Map<String, String> map) {
        return map.isEmpty() ? null : json.writeValueAsString(map);
    }
}
