package dev.cloudlet.protocol;

import org.jspecify.annotations.Nullable;

/** Input that cannot be read. Each protocol has its own words for it, see {@link Refusals}. */
final class MalformedException extends RuntimeException {
    private final String member;
    private final String value;

    MalformedException(String message) {
        this(message, "", "", null);
    }

    MalformedException(String message, @Nullable Throwable cause) {
        this(message, "", "", cause);
    }

    /** A member's value that is not of the member's type. */
    MalformedException(String message, String member, String value, @Nullable Throwable cause) {
        super(message, cause);
        this.member = member;
        this.value = value;
    }

    /** The name of the member whose value is wrong, or {@code ""} if the input as a whole is. */
    String member() {
        return member;
    }

    String value() {
        return value;
    }
}
