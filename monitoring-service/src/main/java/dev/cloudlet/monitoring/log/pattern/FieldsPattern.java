package dev.cloudlet.monitoring.log.pattern;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Conditions on the fields of a space-delimited line, such as one of an access log. */
record FieldsPattern(List<Field> fields) implements FilterPattern {

    @Override
    public boolean matches(String message) {
        List<String> values = split(message);
        List<Field.Named> aligned = align(values.size());
        if (aligned.size() != values.size()) {
            return false;
        }
        for (int i = 0; i < values.size(); i++) {
            if (!aligned.get(i).holds(values.get(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Map<String, String> extract(String message) {
        List<String> values = split(message);
        List<Field.Named> aligned = align(values.size());
        Map<String, String> found = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(values.size(), aligned.size()); i++) {
            String name = aligned.get(i).name();
            found.put("$" + (name.isEmpty() ? String.valueOf(i + 1) : name), values.get(i));
        }
        return found;
    }

    /** One field for each value, the ellipsis stretched; another number of fields when they cannot fit. */
    private List<Field.Named> align(int values) {
        List<Field.Named> aligned = new ArrayList<>();
        for (Field field : fields) {
            switch (field) {
                case Field.Named named -> aligned.add(named);
                case Field.Gap gap -> {
                    for (int i = fields.size() - 1; i < values; i++) {
                        aligned.add(new Field.Named("", null));
                    }
                }
            }
        }
        return aligned;
    }

    /** What is in square brackets or double quotes is one field. */
    static List<String> split(String message) {
        List<String> values = new ArrayList<>();
        int at = 0;
        // Without one more closing sign in the line there is no use in looking for it again and again.
        int lastBracket = message.lastIndexOf(']');
        int lastQuote = message.lastIndexOf('"');
        while (at < message.length()) {
            char c = message.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
                continue;
            }
            int end =
                    switch (c) {
                        case '"' -> at < lastQuote ? message.indexOf('"', at + 1) : -1;
                        case '[' -> at < lastBracket ? message.indexOf(']', at + 1) : -1;
                        default -> -1;
                    };
            if (end > 0) {
                values.add(message.substring(at + 1, end));
                at = end + 1;
            } else {
                int start = at;
                while (at < message.length() && !Character.isWhitespace(message.charAt(at))) {
                    at++;
                }
                values.add(message.substring(start, at));
            }
        }
        return values;
    }
}
