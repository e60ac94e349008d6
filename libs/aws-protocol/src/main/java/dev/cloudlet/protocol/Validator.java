package dev.cloudlet.protocol;

import dev.cloudlet.protocol.Violation.Demand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Compares a request with what its model demands. */
final class Validator {
    // Longer values are cut in messages; the caller knows what it sent.
    private static final int SHOWN = 256;
    private static final int MAX_VIOLATIONS = 10;

    private final List<Violation> found = new ArrayList<>();
    private @Nullable Field top;

    private Validator() {}

    /** All violations, at most ten, in the order of the model. */
    static List<Violation> violations(SdkPojo request, Constraint.Struct demands) {
        Validator validator = new Validator();
        validator.struct(request, demands, "");
        return List.copyOf(validator.found);
    }

    private void struct(SdkPojo pojo, Constraint.Struct demands, String path) {
        for (Constraint.Bound bound : demands.bind(Shape.of(pojo))) {
            if (found.size() >= MAX_VIOLATIONS) {
                return;
            }
            Field field = bound.field();
            if (path.isEmpty()) {
                top = field;
            }
            String at = path.isEmpty()
                    ? lowerFirst(bound.member().name())
                    : path + "." + lowerFirst(bound.member().name());
            Object value = field.get(pojo);
            if (value == null) {
                if (bound.member().required()) {
                    add(field, at, null, new Demand.Present(), false);
                }
                continue;
            }
            check(field, value, bound.member().target().get(), at);
        }
    }

    private void check(Field field, Object value, @Nullable Constraint constraint, String path) {
        switch (constraint) {
            case null -> {
                // nothing demanded
            }
            case Constraint.Struct struct -> struct((SdkPojo) value, struct, path);
            case Constraint.Items items -> items(field, (List<?>) value, items, path);
            case Constraint.Entries entries -> entries(field, (Map<?, ?>) value, entries, path);
            case Constraint.Text text -> add(field, path, value, text(value, text), text.sensitive());
            case Constraint.Range range -> add(field, path, value, range((Number) value, range), false);
        }
    }

    private void items(Field field, List<?> list, Constraint.Items items, String path) {
        add(field, path, list, length(list.size(), items.min(), items.max()), false);
        Constraint element = items.element().get();
        for (int i = 0; i < list.size() && found.size() < MAX_VIOLATIONS; i++) {
            Object value = list.get(i);
            if (element instanceof Constraint.Text text) {
                each(field, path, list, "Member", text(value, text), text.sensitive());
            } else {
                check(field.element(), value, element, path + "." + (i + 1) + ".member");
            }
        }
    }

    private void entries(Field field, Map<?, ?> map, Constraint.Entries entries, String path) {
        add(field, path, map, length(map.size(), entries.min(), entries.max()), false);
        for (var entry : map.entrySet()) {
            if (entries.key().get() instanceof Constraint.Text text) {
                each(field, path, map, "Map keys", text(entry.getKey(), text), text.sensitive());
            }
            if (entries.value().get() instanceof Constraint.Text text) {
                each(field, path, map, "Map value", text(entry.getValue(), text), text.sensitive());
            } else {
                check(
                        field.element(),
                        entry.getValue(),
                        entries.value().get(),
                        path + "." + entry.getKey() + ".member");
            }
        }
    }

    private void each(Field field, String path, Object all, String prefix, @Nullable Demand demand, boolean sensitive) {
        add(field, path, all, demand == null ? null : new Demand.Each(prefix, demand), sensitive);
    }

    private static @Nullable Demand text(Object value, Constraint.Text demands) {
        if (value instanceof SdkBytes bytes) {
            return length(bytes.asByteArrayUnsafe().length, demands.min(), demands.max());
        }
        String text = value.toString();
        Demand length = length(text.codePointCount(0, text.length()), demands.min(), demands.max());
        if (length != null) {
            // Also keeps patterns from being tried on values of any length.
            return length;
        }
        if (!demands.values().isEmpty() && !demands.values().contains(text)) {
            return new Demand.OneOf(demands.values());
        }
        boolean matches =
                demands.pattern() == null || demands.pattern().matcher(text).matches();
        return matches || demands.pattern() == null
                ? null
                : new Demand.Match(demands.pattern().pattern());
    }

    private static @Nullable Demand length(long length, long min, long max) {
        return length < min ? new Demand.Length(true, min) : length > max ? new Demand.Length(false, max) : null;
    }

    private static @Nullable Demand range(Number number, Constraint.Range range) {
        double value = number.doubleValue();
        return value < range.min()
                ? new Demand.Size(true, range.min())
                : value > range.max() ? new Demand.Size(false, range.max()) : null;
    }

    private void add(Field field, String path, @Nullable Object value, @Nullable Demand demand, boolean sensitive) {
        if (demand != null && top != null) {
            String shown = value == null ? null : value.toString();
            String cut = shown != null && shown.length() > SHOWN ? shown.substring(0, SHOWN) + "..." : shown;
            found.add(new Violation(field, path, top, cut, demand, sensitive));
        }
    }

    private static String lowerFirst(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
