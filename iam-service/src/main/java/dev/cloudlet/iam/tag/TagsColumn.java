package dev.cloudlet.iam.tag;

import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Tags as a JSONB column. */
@Component
public class TagsColumn {
    private static final TypeReference<Map<String, String>> TAGS = new TypeReference<>() {};

    private final JsonMapper json;

    TagsColumn(JsonMapper json) {
        this.json = json;
    }

    public Map<String, String> read(String column) {
        return json.readValue(column, TAGS);
    }

    public String write(Map<String, String> tags) {
        return json.writeValueAsString(tags);
    }
}
