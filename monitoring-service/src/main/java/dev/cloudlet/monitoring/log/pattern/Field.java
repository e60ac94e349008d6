package dev.cloudlet.monitoring.log.pattern;

import org.jspecify.annotations.Nullable;

/** One field of a space-delimited pattern. */
sealed interface Field {

    /** {@code ...}: any number of fields. */
    record Gap() implements Field {}

    /**
     * A field.
     *
     * @param name how the pattern calls it, perhaps empty
     * @param condition null when any value will do
     */
    record Named(String name, @Nullable Condition<Comparison> condition) implements Field {
        boolean holds(String value) {
            return condition == null || condition.holds(c -> c.operator().holds(value, c.operand()));
        }
    }

    /** One comparison of a field's value. */
    record Comparison(Operator operator, Operand operand) {}
}
