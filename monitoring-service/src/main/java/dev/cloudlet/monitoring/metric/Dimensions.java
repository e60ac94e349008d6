package dev.cloudlet.monitoring.metric;

import static dev.cloudlet.monitoring.MonitoringError.INVALID_PARAMETER_VALUE;
import static dev.cloudlet.monitoring.MonitoringError.MISSING_PARAMETER;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;

/** The dimensions of a request, checked as the documentation of Dimension says. */
public final class Dimensions {
    private static final int MOST = 30;

    private Dimensions() {}

    /** @param where the name of the list, for messages */
    public static SortedMap<String, String> of(List<Dimension> given, String where) {
        if (given.size() > MOST) {
            throw INVALID_PARAMETER_VALUE.of("The collection %s must not have a size greater than %d.", where, MOST);
        }
        SortedMap<String, String> dimensions = new TreeMap<>();
        for (int i = 0; i < given.size(); i++) {
            String member = where + ".member." + (i + 1);
            String name = given.get(i).name();
            String value = given.get(i).value();
            if (name == null || value == null) {
                throw MISSING_PARAMETER.of("The parameter %s.%s is required.", member, name == null ? "Name" : "Value");
            }
            requireText(name, member + ".Name");
            requireText(value, member + ".Value");
            if (name.startsWith(":")) {
                throw INVALID_PARAMETER_VALUE.of("The value %s for parameter %s.Name is invalid.", name, member);
            }
            if (dimensions.put(name, value) != null) {
                throw INVALID_PARAMETER_VALUE.of(
                        "No parameter matching the specified criteria: the dimension %s is given twice in %s.",
                        name, where);
            }
        }
        return dimensions;
    }

    /** Refuses what is no visible ASCII: control characters, and names of nothing but space. */
    public static void requireText(String text, String where) {
        boolean plain = text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        if (!plain || text.isBlank()) {
            throw INVALID_PARAMETER_VALUE.of(
                    "The parameter %s must contain only ASCII characters, at least one of them not whitespace.", where);
        }
    }

    /** In the form of an answer. */
    public static List<Dimension> answer(Map<String, String> dimensions) {
        return dimensions.entrySet().stream()
                .map(d ->
                        Dimension.builder().name(d.getKey()).value(d.getValue()).build())
                .toList();
    }
}
