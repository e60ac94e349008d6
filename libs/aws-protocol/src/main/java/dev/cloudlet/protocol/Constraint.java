package dev.cloudlet.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a service's model demands of a value. Bounds are inclusive. */
sealed interface Constraint {

    /** Demands on a string: its length in characters, its pattern, its values. A blob has a length only. */
    record Text(long min, long max, @Nullable Pattern pattern, Set<String> values, boolean sensitive)
            implements Constraint {}

    /** Demands on a number. */
    record Range(double min, double max) implements Constraint {}

    /** Demands on a list: the number of elements, and each of them. */
    record Items(long min, long max, Ref element) implements Constraint {}

    /** Demands on a map: the number of entries, each key and each value. */
    record Entries(long min, long max, Ref key, Ref value) implements Constraint {}

    /** One member of a structure; named as in the model. */
    record Member(String name, boolean required, Ref target) {}

    /** A member and where to find it in the SDK's class. */
    record Bound(Member member, Field field) {}

    /** Demands on a structure's members. */
    final class Struct implements Constraint {
        private final List<Member> members;
        private final Map<Shape, List<Bound>> bound = new ConcurrentHashMap<>();

        Struct(List<Member> members) {
            this.members = List.copyOf(members);
        }

        List<Member> members() {
            return members;
        }

        /** The members the SDK's class has, worked out once: a structure may have a class in each of several operations. */
        List<Bound> bind(Shape shape) {
            return bound.computeIfAbsent(shape, this::find);
        }

        private List<Bound> find(Shape shape) {
            List<Bound> found = new ArrayList<>();
            for (Member member : members) {
                Field field = shape.member(member.name());
                if (field != null) {
                    found.add(new Bound(member, field));
                }
            }
            return List.copyOf(found);
        }
    }

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
