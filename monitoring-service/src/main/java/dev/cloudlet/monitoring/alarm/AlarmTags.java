package dev.cloudlet.monitoring.alarm;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_VALUE;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Tags of a request, checked, and in the form of an answer. */
final class AlarmTags {
    private static final int MOST = 50;

    private AlarmTags() {}

    static Map<String, String> of(List<Tag> given) {
        TreeMap<String, String> tags = new TreeMap<>();
        for (Tag tag : given) {
            String key = tag.key();
            String value = tag.value();
            boolean valid = key != null
                    && value != null
                    && !key.isEmpty()
                    && key.length() <= 128
                    && value.length() <= 256
                    && !key.startsWith("aws:")
                    && (key + value).chars().noneMatch(Character::isISOControl);
            if (!valid) {
                throw INVALID_PARAMETER_VALUE.of("The tag with the key %s is not valid.", key == null ? "null" : key);
            }
            tags.put(key, value);
        }
        requireFew(tags);
        return tags;
    }

    static void requireFew(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw INVALID_PARAMETER_VALUE.of("A resource has at most %d tags.", MOST);
        }
    }

    static List<Tag> answer(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
                .toList();
    }
}
