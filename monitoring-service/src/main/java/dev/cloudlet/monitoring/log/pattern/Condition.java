package dev.cloudlet.monitoring.log.pattern;

import java.util.List;
import java.util.function.Predicate;

/** Conditions joined by AND and OR; what a single one looks like differs between JSON and fields. */
sealed interface Condition<T> {

    /** A single condition. */
    record One<T>(T condition) implements Condition<T> {}

    /** All of them. */
    record All<T>(List<Condition<T>> conditions) implements Condition<T> {}

    /** At least one of them. */
    record Any<T>(List<Condition<T>> conditions) implements Condition<T> {}

    /** Whether it holds, given which single conditions do. */
    default boolean holds(Predicate<T> single) {
        return switch (this) {
            case One<T>(T condition) -> single.test(condition);
            case All<T>(List<Condition<T>> conditions) -> conditions.stream().allMatch(c -> c.holds(single));
            case Any<T>(List<Condition<T>> conditions) -> conditions.stream().anyMatch(c -> c.holds(single));
        };
    }
}
