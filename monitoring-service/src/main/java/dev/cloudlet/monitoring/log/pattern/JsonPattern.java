package dev.cloudlet.monitoring.log.pattern;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Conditions on lines that are JSON objects. */
record JsonPattern(Condition<JsonCondition> condition, JsonMapper json) implements FilterPattern {

    @Override
    public boolean matches(String message) {
        JsonNode document = read(message);
        return document != null && condition.holds(c -> c.holds(document));
    }

    @Override
    public Map<String, String> extract(String message) {
        Map<String, String> found = new TreeMap<>();
        JsonNode document = read(message);
        if (document != null) {
            collect(condition, document, found);
        }
        return found;
    }

    private static void collect(Condition<JsonCondition> condition, JsonNode document, Map<String, String> found) {
        switch (condition) {
            case Condition.One<JsonCondition>(JsonCondition one) -> {
                String value = one.value(document);
                if (value != null) {
                    found.put(one.selector(), value);
                }
            }
            case Condition.All<JsonCondition>(var all) -> all.forEach(c -> collect(c, document, found));
            case Condition.Any<JsonCondition>(var any) -> any.forEach(c -> collect(c, document, found));
        }
    }

    private @Nullable JsonNode read(String message) {
        String text = message.strip();
        if (!text.startsWith("{")) {
            return null;
        }
        try {
            JsonNode document = json.readTree(text);
            return document.isObject() ? document : null;
        } catch (JacksonException e) {
            // Not every line of a group is JSON: such a line matches nothing.
            return null;
        }
    }
}
