package dev.cloudlet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JSON value that remembers where it stood. */
sealed interface Json {
    SourceSpan span();

    /** An object; the reader refuses two members of one name. */
    record Members(SourceSpan span, List<Member> members) implements Json {
        @Nullable
        Json get(String name) {
            for (Member member : members) {
                if (member.name().equals(name)) {
                    return member.value();
                }
            }
            return null;
        }
    }

    /** A member of an object; the span is that of the name. */
    record Member(SourceSpan span, String name, Json value) {}

    record Items(SourceSpan span, List<Json> items) implements Json {}

    record Text(SourceSpan span, String value) implements Json {}

    /** A number or a boolean, as written. */
    record Literal(SourceSpan span, String value) implements Json {}

    record Null(SourceSpan span) implements Json {}
}
