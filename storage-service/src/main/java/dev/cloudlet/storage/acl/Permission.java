package dev.cloudlet.storage.acl;

import org.jspecify.annotations.Nullable;

/** What a grant of an access control list allows; what that is differs between buckets and objects. */
public enum Permission {
    READ,
    WRITE,
    READ_ACP,
    WRITE_ACP,
    FULL_CONTROL;

    /** The permission of this name, or null. */
    static @Nullable Permission of(@Nullable String name) {
        for (Permission each : values()) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /** Whether this one is, or has in it, another. */
    public boolean includes(Permission other) {
        return this == FULL_CONTROL || this == other;
    }
}
