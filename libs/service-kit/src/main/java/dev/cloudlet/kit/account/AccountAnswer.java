package dev.cloudlet.kit.account;

import org.jspecify.annotations.Nullable;

/** @param profile null if there is no such account */
public record AccountAnswer(@Nullable AccountProfile profile) {}
