package dev.cloudlet.monitoring.log;

import org.jspecify.annotations.Nullable;

/** A log stream; times are milliseconds since 1970, null while it has no events. */
record LogStream(
        long id,
        String name,
        long createdAt,
        @Nullable Long firstAt,
        @Nullable Long lastAt,
        @Nullable Long ingestedAt) {}
