package dev.cloudlet.policy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One statement of a {@link PolicyDocument}. */
public final class Statement {
    private final int index;
    private final @Nullable String sid;
    private final Effect effect;
    private final SourceSpan span;

    Statement(int index, @Nullable String sid, Effect effect, SourceSpan span) {
        this.index = index;
        this.sid = sid;
        this.effect = effect;
        this.span = span;
    }

    /** Its place in the policy, from 0. */
    public int index() {
        return index;
    }

    /** Its name, where the author gave one. */
    public Optional<String> sid() {
        return Optional.ofNullable(sid);
    }

    /** Allow or deny. */
    public Effect effect() {
        return effect;
    }

    /** Where it stands in {@link PolicyDocument#json()}. */
    public SourceSpan span() {
        return span;
    }
}
