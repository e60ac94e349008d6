package dev.cloudlet.policy;

/**
 * A part of a policy's text.
 *
 * @param line the line of its first character, from 1
 * @param column the column of its first character, from 1
 * @param endLine the line of its last character
 * @param endColumn the column of its last character
 */
public record SourceSpan(int line, int column, int endLine, int endColumn) {}
