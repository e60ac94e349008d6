package dev.cloudlet.protocol;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a service's model demands of a value. Bounds are inclusive. */
sealed interface Constraint {

    /** Demands on a string: its length in characters, its pattern, its values. A blob has a length only. */
    record Text(long min, long max, @Nullable Pattern pattern, Set<String> values) implements Constraint {}

    /** Demands on a number. */
    record Range(double min, double max) implements Constraint {}

    /** Demands on a list: the number of elements, and each of them. */
    record Items(long min, long max, Ref element) implements Constraint {}

    /** Demands on a map: the number of entries, each key and each value. */
    record Entries(long min, long max, Ref key, Ref value) implements Constraint {}

    /** Demands on a structure's members, by the lower-case name of the member. */
    record Struct(String name, Map<String, Member> members) implements Constraint {}

    /** One member of a structure; named as in the model. */
    record Member(String name, boolean required, Ref target) {}

    /** A demand by name, for structures may contain themselves. */
    final class Ref {
        static final Ref NONE = new Ref();
        private @Nullable Constraint target;

        @Nullable
        Constraint get() {
            return target;
        }

        void set(Constraint constraint) {
            target = constraint;
        }
    }
}
